// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.PortMapping;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a router holds for a kept port, and when it is to be renewed, looked at, or over. Used by
 * the keeper's thread.
 */
final class Lease {
    /** A renewal is read back so much later, with those of its neighbours. */
    private static final long READ_BACK = Duration.ofSeconds(10).toNanos();

    /** So long does a look take, or the network after a sleep. */
    private static final long DOUBT = Duration.ofMinutes(1).toNanos();

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Parts parts;
    private @Nullable Hold hold;
    private long readBack = Time.NEVER;
    private int missed;
    private boolean doubted;

    Lease(Parts parts) {
        this.parts = parts;
    }

    boolean isHeld() {
        return hold != null;
    }

    Optional<Hold> hold() {
        return Optional.ofNullable(hold);
    }

    /** Of one that is held. */
    Hold held() {
        return Objects.requireNonNull(hold);
    }

    private long now() {
        return parts.time().now();
    }

    /** Opened, or taken over from an earlier run. */
    void begins(List<PortMapping> mappings, Term term) {
        Instant since = hold == null ? parts.time().wall() : hold.since();
        hold = new Hold(mappings, term, since);
        missed = 0;
        doubted = false;
    }

    void ends() {
        hold = null;
        readBack = Time.NEVER;
        missed = 0;
        doubted = false;
    }

    void renewed() {
        missed = 0;
        doubted = false;
        hold = held().with(held().term().renewed(now(), parts.jitter()));
        readBack = now() + Math.min(READ_BACK, held().term().length() / 8);
    }

    /** Only some are held still. */
    void keeps(List<PortMapping> left) {
        hold = held().with(left);
    }

    /** The router shows it. */
    void seen(List<PortMapping> found) {
        Term term = held().term().seen(now(), Hold.lease(found), parts.jitter());
        // A look is no reason to ask sooner again for what was just not renewed.
        boolean waits = missed > 0 && !term.isPermanent();
        hold =
                new Hold(
                        found,
                        waits ? term.renewedAt(held().term().renewal()) : term,
                        held().since());
    }

    /** Whether a renewal did nothing, as the router shows it. */
    boolean isStale(List<PortMapping> found) {
        return held().term().isStale(now(), Hold.lease(found));
    }

    /** The router said at its renewal that it is another's. */
    void doubt() {
        doubted = true;
    }

    boolean isDoubted() {
        return doubted;
    }

    /** It could not be renewed: the nearer its end, the sooner the next try. */
    void postpone() {
        Term term = held().term();
        long left = term.isPermanent() ? Time.NEVER : term.end() - now();
        missed++;
        long wait =
                Math.max(SECOND, Math.min(RetryWaits.SOON.nanos(missed, parts.jitter()), left / 8));
        hold = held().with(term.renewedAt(now() + wait));
    }

    /** When there is something to be done for it. */
    long next(boolean mayRenew) {
        Term term = held().term();
        return Math.min(Math.min(term.end(), mayRenew ? term.renewal() : Time.NEVER), readBack);
    }

    boolean isOver() {
        return held().term().end() <= now();
    }

    boolean wantsRenewal() {
        return held().term().renewal() <= now();
    }

    /** The clock was set, or the machine slept: one that seems over is looked at first. */
    void slept() {
        if (isOver()) {
            hold = held().with(held().term().lasting(now() + DOUBT));
        }
    }

    /** Whether its renewal is to be read back now; said once. */
    boolean wantsReadBack() {
        boolean wants = readBack <= now();
        if (wants) {
            readBack = Time.NEVER;
        }
        return wants;
    }

    /** By the wall clock; {@link Instant#MAX} for a permanent one. */
    Instant goodUntil() {
        return held().term().isPermanent() ? Instant.MAX : parts.time().wallAt(held().term().end());
    }
}
