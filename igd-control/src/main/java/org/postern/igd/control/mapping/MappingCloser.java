// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.soap.UpnpErrors;
import org.postern.igd.control.table.TableReader;

import java.util.Optional;

/**
 * Closes a port and makes sure of it. What the router says to the deletion alone proves nothing:
 * miniupnpd 2.3.1 with nftables answers success where no mapping was, and a deletion that was sent
 * twice is answered with 714 once. What stood there before and is gone has been closed.
 */
public final class MappingCloser {
    private final ControlSession session;
    private final AttemptLog log;

    /** A closer for one call, which changes mappings. */
    public MappingCloser(ControlSession session) {
        this.session = session;
        this.log = new AttemptLog(session, "DeletePortMapping");
    }

    /**
     * Closes a port. Fails with {@link Reason#NOT_FOUND} where none is open, otherwise with the
     * reason why it is still open or may be.
     */
    public void close(PortKey key) throws GatewayException, InterruptedException {
        PortLookup before = look(key, session.half());
        boolean onlyListed = before.free();
        if (onlyListed) {
            before = PortLookup.of(new TableReader(session.half()).findHidden(key));
        }
        String remoteHost = before.entry().map(PortMapping::remoteHost).orElse("");
        // Asked for even where none is seen: routers hide entries, and some only fail to tell.
        Optional<GatewayException> refusal = delete(key, "");
        if (before.free()) {
            throw notFound(key, refusal);
        }
        PortLookup after = after(onlyListed, key, remoteHost);
        boolean maybeDone = mayBeDone(refusal);
        if (!after.free() && refusal.filter(MappingCloser::takesOtherWords).isPresent()) {
            refusal = deleteInOtherWords(key, refusal.get(), remoteHost);
            maybeDone |= mayBeDone(refusal);
            after = after(onlyListed, key, remoteHost);
        }
        if (maybeDone) {
            after =
                    LaterLooks.until(
                            session,
                            seen -> !seen.held(),
                            after,
                            () -> after(onlyListed, key, remoteHost));
        }
        if (after.entry().isPresent()) {
            PortMapping entry = after.entry().get();
            throw refusal.map(each -> RefusedDeletion.explained(entry, each, session))
                    .orElseGet(() -> stillHeld(key));
        }
        if (refusal.isPresent() && !isClosed(before, after, refusal.get())) {
            throw refusal.get().reason() == Reason.NOT_FOUND
                    ? notFound(key, refusal)
                    : refusal.get();
        }
        refusal.ifPresent(each -> log.debug("the mapping is gone all the same"));
    }

    /**
     * What was found in the list alone is not gone because it is not found (quirk A27). A rule for
     * another remote host at the port is another mapping.
     */
    private PortLookup after(boolean onlyListed, PortKey key, String remoteHost)
            throws GatewayException, InterruptedException {
        PortLookup seen = onlyListed ? listed(key) : look(key, session);
        return new PortLookup(
                seen.known(), seen.entry().filter(each -> each.remoteHost().equals(remoteHost)));
    }

    private PortLookup listed(PortKey key) throws InterruptedException {
        try {
            return PortLookup.of(new TableReader(session).findListed(key));
        } catch (GatewayException e) {
            return PortLookup.UNKNOWN;
        }
    }

    /** What the router refuses to tell must not stand in the way of closing; silence does. */
    private PortLookup look(PortKey key, ControlSession within)
            throws GatewayException, InterruptedException {
        try {
            return PortLookup.of(new TableReader(within).find(key));
        } catch (GatewayException e) {
            if (e.reason() == Reason.UNREACHABLE) {
                throw e;
            }
            return PortLookup.UNKNOWN;
        }
    }

    private Optional<GatewayException> delete(PortKey key, String remoteHost)
            throws InterruptedException {
        try {
            session.delete(key, remoteHost);
            return Optional.empty();
        } catch (GatewayException e) {
            return Optional.of(e);
        }
    }

    /**
     * A lost answer is asked for again; else a router may want its wildcard (quirk A8), or the remote
     * host for which it lists the mapping (A50). Returns the refusal that says more.
     */
    private Optional<GatewayException> deleteInOtherWords(
            PortKey key, GatewayException refusal, String listedHost) throws InterruptedException {
        if (ControlSession.isLost(refusal)) {
            log.note("No answer came to DeletePortMapping, so it was asked again.");
            return delete(key, "").map(log::failed);
        }
        String remoteHost = listedHost.isEmpty() ? "*" : listedHost;
        log.note("It was tried with " + remoteHost + " as the remote host too.");
        return delete(key, remoteHost)
                .map(each -> isAboutItsWords(each) ? refusal : each)
                .map(log::failed);
    }

    /** Whether it says something about the request alone, not about the mapping. */
    private static boolean isAboutItsWords(GatewayException refusal) {
        return switch (UpnpErrors.code(refusal)) {
            case 401, 402, 501, 600, 601, 726 -> true;
            default -> false;
        };
    }

    /** Whether the entry may be gone all the same, though the table still shows it. */
    private static boolean mayBeDone(Optional<GatewayException> refusal) {
        return refusal.filter(
                        each -> !ControlSession.isLost(each) && each.reason() != Reason.NOT_FOUND)
                .isEmpty();
    }

    private static boolean takesOtherWords(GatewayException refusal) {
        return switch (UpnpErrors.code(refusal)) {
            case 402, 501, 600, 601, 714, 726 -> true;
            default -> ControlSession.isLost(refusal) && refusal.reason() != Reason.TRANSPORT_ERROR;
        };
    }

    private static boolean isClosed(PortLookup before, PortLookup after, GatewayException refusal) {
        return after.free() && (before.entry().isPresent() || ControlSession.isLost(refusal));
    }

    private GatewayException notFound(PortKey key, Optional<GatewayException> refusal) {
        if (refusal.filter(each -> !saysNotThere(each)).isPresent()) {
            return refusal.get();
        }
        String message = key + " is not open on " + session.router() + ".";
        return refusal.map(each -> each.reworded(Reason.NOT_FOUND, message))
                .orElseGet(() -> new GatewayException(Reason.NOT_FOUND, message))
                .advising(Advice.LIST_MAPPINGS);
    }

    /** The standard's word is 714; others say what they say to a wrong index or value (A27). */
    private static boolean saysNotThere(GatewayException refusal) {
        return switch (UpnpErrors.code(refusal)) {
            case 402, 501, 713, 714, 730 -> true;
            default -> false;
        };
    }

    private GatewayException stillHeld(PortKey key) {
        return new GatewayException(
                Reason.FAILED,
                session.router()
                        + " accepted DeletePortMapping of "
                        + key
                        + " but still holds it. Try again, or remove it in the"
                        + " router's settings.");
    }
}
