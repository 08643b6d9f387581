// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.port.keeper.internal.timing.Jitter;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a router holds for a kept port, and when it is to be renewed or checked, or ends. The
 * mappings are as they were last seen, one for each protocol; some may be lost. The term is that of
 * the one that ends first. The last renewal is checked at {@code readBack}, or not if that is
 * {@link Term#NEVER}; {@code missed} renewals in a row have failed. If {@code doubted}, the router
 * answered a renewal with a conflict. It was
 * {@code asked} for, and {@code opened} at this time; {@link Long#MIN_VALUE} once a check has shown
 * it since.
 */
public record Lease(
        List<PortMapping> mappings,
        Term term,
        Instant since,
        long readBack,
        int missed,
        boolean doubted,
        Duration asked,
        long opened) {
    /** A renewal is read back after this time, together with those of its neighbours. */
    private static final long READ_BACK = Duration.ofSeconds(10).toNanos();

    /** Enough time for a check, even if the network is slow after a sleep. */
    private static final long DOUBT = Duration.ofMinutes(1).toNanos();

    /** One that is lost before a check has shown it was never kept, if it is checked in this time. */
    private static final long TRIAL = Duration.ofMinutes(6).toNanos();

    private static final long PROVEN = Long.MIN_VALUE;

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    public Lease {
        mappings = List.copyOf(mappings);
    }

    /** Adopted from an earlier run. */
    static Lease adopted(List<PortMapping> mappings, Term term, Instant since, Duration asked) {
        return new Lease(mappings, term, since, Term.NEVER, 0, false, asked, PROVEN);
    }

    /** Opened; some routers drop it some seconds later, so it is read back (quirk A43). */
    static Lease opened(
            List<PortMapping> mappings, Term term, Instant since, Duration asked, long now) {
        return new Lease(mappings, term, since, now + pause(term), 0, false, asked, now);
    }

    private static long pause(Term term) {
        return Math.min(READ_BACK, term.length() / 8);
    }

    /** The lease that ends first; zero where none ends. */
    static Duration shortest(Collection<PortMapping> mappings) {
        return mappings.stream()
                .map(PortMapping::lease)
                .filter(each -> !each.isZero())
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private Lease with(Term other) {
        return new Lease(mappings, other, since, readBack, missed, doubted, asked, opened);
    }

    /** No longer than before, as many routers do not tell what they grant. */
    Lease renewed(long now, Duration granted, Jitter jitter) {
        Term next = term.atMost(granted).renewed(now, jitter);
        return new Lease(mappings, next, since, now + pause(next), 0, false, asked, opened);
    }

    /** Only some are held still. */
    Lease keeps(List<PortMapping> left) {
        return new Lease(left, term, since, readBack, missed, doubted, asked, opened);
    }

    /** The router shows it. */
    Lease seen(List<PortMapping> found, long now, Jitter jitter) {
        Term next = term.seen(now, shortest(found), jitter);
        // A check must not advance the retry of a renewal that has just failed.
        boolean waits = missed > 0 && !next.isPermanent();
        return keeps(told(found, next))
                .with(waits ? next.renewedAt(term.renewal()) : next)
                .checkedAt(Math.min(readBack, next.nextLook(now)));
    }

    /** The router does not show what it holds. */
    Lease checked() {
        return with(term.checked());
    }

    /** With the lease marked as unknown where the router shows none, though there is one. */
    static List<PortMapping> told(List<PortMapping> found, Term term) {
        return term.isPermanent()
                ? found
                : found.stream()
                        .map(
                                each ->
                                        each.lease().isZero()
                                                ? each.withUnknownLease(
                                                        Duration.ofNanos(term.length()))
                                                : each)
                        .toList();
    }

    /** Whether a renewal did nothing, as the router shows it. */
    boolean isStale(List<PortMapping> found, long now) {
        return term.isStale(now, shortest(found));
    }

    /** Whether the router has renewed it in vain, if it does not hold it any more. */
    boolean isLapsed(long now) {
        return term.isLapsed(now);
    }

    /** The router answered its renewal with a conflict. */
    Lease doubt() {
        return new Lease(mappings, term, since, readBack, missed, true, asked, opened);
    }

    /** It could not be renewed: the nearer its end, the sooner the next try. */
    Lease postponed(long now, Jitter jitter) {
        long left = term.isPermanent() ? Term.NEVER : term.end() - now;
        long wait = Math.max(SECOND, Math.min(RetryWaits.SOON.nanos(missed + 1, jitter), left / 8));
        return new Lease(
                mappings,
                term.renewedAt(now + wait),
                since,
                readBack,
                missed + 1,
                doubted,
                asked,
                opened);
    }

    /** The clock was set, or the machine slept: what seems to have ended is checked first. */
    Lease slept(long now) {
        return isOver(now) ? with(term.lasting(now + DOUBT)) : this;
    }

    /** It is being checked. */
    Lease readingBack() {
        return checkedAt(Term.NEVER);
    }

    /** The same, to be checked at this time. */
    Lease checkedAt(long moment) {
        return new Lease(mappings, term, since, moment, missed, doubted, asked, opened);
    }

    /** Whether the router may never have kept it. */
    boolean isOnTrial(long now) {
        return opened != PROVEN && now - opened < TRIAL;
    }

    /** Whether a check shows now that the router keeps it. */
    boolean isProvenNow(long now) {
        return opened != PROVEN && now - opened >= pause(term) / 2;
    }

    Lease proven() {
        return new Lease(mappings, term, since, readBack, missed, doubted, asked, PROVEN);
    }

    /** The time of the next action. */
    long next(boolean mayRenew) {
        return Math.min(Math.min(term.end(), mayRenew ? term.renewal() : Term.NEVER), readBack);
    }

    boolean isOver(long now) {
        return term.end() <= now;
    }

    boolean wantsRenewal(long now) {
        return term.renewal() <= now;
    }

    boolean wantsReadBack(long now) {
        return readBack <= now;
    }

    Optional<PortMapping> of(Protocol protocol) {
        return mappings.stream().filter(each -> each.protocol() == protocol).findFirst();
    }

    boolean holds(PortKey key) {
        return mappings.stream().anyMatch(each -> each.key().equals(key));
    }

    /** Whether a mapping leads to the right place; some routers do not disclose the client. */
    boolean leadsTo(PortMapping found) {
        PortMapping mine = mappings.get(0);
        return found.internalPort() == mine.internalPort()
                && (found.internalClient().equals(mine.internalClient())
                        || found.internalClient().isAnyLocalAddress());
    }
}
