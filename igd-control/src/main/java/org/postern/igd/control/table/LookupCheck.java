// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.table;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.calls.LookupPrecision;
import org.postern.igd.control.calls.LookupPrecision.Aspect;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether a look-up tells of the entry that was asked for. Some routers disregard the protocol, the
 * port or the remote host, and their answer does not show it (quirk A58): to a control question about
 * another entry they give the same answer, and then the list decides. Each aspect is asked about
 * once for each router, and all but the protocol only where the answer looks odd. Used by one
 * thread, once.
 */
final class LookupCheck {
    /** TEST-NET-1 of RFC 5737: no rule is for it. */
    private static final String NO_HOST = "192.0.2.1";

    /** Some time passes between two answers. */
    private static final Duration LEASE_TOLERANCE = Duration.ofSeconds(5);

    private final ControlSession session;
    private final LookupPrecision precision;
    private final PortKey key;
    private final EntryLookup.Answer answer;

    /** What to make of an answer. */
    enum Verdict {
        BELIEVED,
        /** It may be about another entry, and the list can tell. */
        LIST_DECIDES,
        /** It may be about another entry, and there is no list. */
        UNKNOWN
    }

    /** For the answer to a look-up of a port for any remote host. */
    LookupCheck(ControlSession session, PortKey key, EntryLookup.Answer answer) {
        this.session = session;
        this.precision = session.lookups();
        this.key = key;
        this.answer = answer;
    }

    Verdict verdict() throws InterruptedException {
        for (Aspect aspect : Aspect.values()) {
            if (precision.isOpen(aspect) && isDoubtful(aspect) && !session.over()) {
                Verdict verdict = verdict(aspect);
                if (verdict != Verdict.BELIEVED) {
                    return verdict;
                }
            }
        }
        return Verdict.BELIEVED;
    }

    private boolean isDoubtful(Aspect aspect) {
        PortMapping entry = answer.entry();
        return !answer.tells(aspect)
                && switch (aspect) {
                    case PROTOCOL -> true;
                    case PORT -> entry.internalPort() != key.externalPort();
                    case REMOTE_HOST ->
                            !entry.internalClient().isAnyLocalAddress()
                                    && !session.isOwn(entry.internalClient());
                };
    }

    private Verdict verdict(Aspect aspect) throws InterruptedException {
        PortKey control = control(aspect);
        try {
            Optional<PortMapping> other = ask(control, aspect == Aspect.REMOTE_HOST ? NO_HOST : "");
            if (other.filter(each -> isLike(each, answer.entry())).isEmpty()) {
                precision.regards(aspect);
                return Verdict.BELIEVED;
            }
            IndexWalk walk = new IndexWalk(session.half());
            walk.until(each -> false);
            return walk.complete()
                    ? byList(aspect, control, walk.entries().list())
                    : Verdict.UNKNOWN;
        } catch (GatewayException e) {
            if (!e.isUnanswered()) {
                return Verdict.UNKNOWN;
            }
            precision.unanswered(aspect);
            return Verdict.BELIEVED;
        }
    }

    /** A question to which another answer is to be expected. */
    private PortKey control(Aspect aspect) {
        return switch (aspect) {
            case PROTOCOL -> sibling(key);
            case PORT ->
                    new PortKey(key.protocol(), key.externalPort() == 65_535 ? 65_534 : 65_535);
            case REMOTE_HOST -> key;
        };
    }

    private static PortKey sibling(PortKey key) {
        return new PortKey(
                key.protocol() == Protocol.TCP ? Protocol.UDP : Protocol.TCP, key.externalPort());
    }

    /** The answer to another question; none where it is refused. */
    private Optional<PortMapping> ask(PortKey other, String remoteHost)
            throws GatewayException, InterruptedException {
        try {
            return EntryLookup.ask(session.half(), other, remoteHost)
                    .map(EntryLookup.Answer::entry);
        } catch (GatewayException e) {
            if (e.isUnanswered()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Verdict byList(Aspect aspect, PortKey control, List<PortMapping> listed)
            throws GatewayException, InterruptedException {
        boolean other = aspect != Aspect.REMOTE_HOST && isListed(control, listed);
        boolean own =
                listed.stream()
                        .filter(each -> each.key().equals(key) && each.remoteHost().isEmpty())
                        .anyMatch(each -> leadsAlike(each, answer.entry()));
        if (other && own) {
            return ofBoth(aspect, listed);
        }
        if (!other && listed.stream().noneMatch(each -> leadsAlike(each, answer.entry()))) {
            // The list hides what the look-up tells.
            return Verdict.BELIEVED;
        }
        if (own
                && aspect == Aspect.REMOTE_HOST
                && listed.stream().allMatch(each -> each.remoteHost().isEmpty())) {
            // It has no rules for one remote host, as most routers.
            precision.regards(aspect);
            return Verdict.BELIEVED;
        }
        precision.foundImprecise();
        return Verdict.LIST_DECIDES;
    }

    /** Both are there. Another one without its counterpart shows whether they are told apart. */
    private Verdict ofBoth(Aspect aspect, List<PortMapping> listed)
            throws GatewayException, InterruptedException {
        Optional<PortKey> absent =
                listed.stream()
                        .filter(each -> aspect == Aspect.PROTOCOL && each.remoteHost().isEmpty())
                        .map(each -> sibling(each.key()))
                        .filter(each -> !isListed(each, listed))
                        .findFirst();
        if (absent.isPresent()) {
            if (ask(absent.get(), "").isEmpty()) {
                precision.regards(aspect);
                return Verdict.BELIEVED;
            }
            precision.foundImprecise();
        }
        return Verdict.LIST_DECIDES;
    }

    private static boolean isListed(PortKey key, List<PortMapping> listed) {
        return listed.stream()
                .anyMatch(each -> each.key().equals(key) && each.remoteHost().isEmpty());
    }

    /** Whether two answers may be about one entry. */
    private static boolean isLike(PortMapping one, PortMapping other) {
        return leadsAlike(one, other)
                && one.description().equals(other.description())
                && one.enabled() == other.enabled()
                && one.leaseKnown() == other.leaseKnown()
                && one.lease().minus(other.lease()).abs().compareTo(LEASE_TOLERANCE) <= 0;
    }

    /** What a list and a look-up show alike: the lease is not always the same (quirk A47). */
    private static boolean leadsAlike(PortMapping one, PortMapping other) {
        return one.internalClient().equals(other.internalClient())
                && one.internalPort() == other.internalPort();
    }
}
