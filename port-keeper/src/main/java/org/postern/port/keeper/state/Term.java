// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.port.keeper.internal.timing.Jitter;

import java.time.Duration;

/**
 * The lease of a mapping, in the keeper's time: from when it was granted or renewed, for the length
 * that the router grants, to its end, {@link #NEVER} for a permanent one. Until a check has shown
 * that the last renewal took effect, {@code before} is when the lease would have lapsed without it;
 * else {@link #NEVER}.
 */
public record Term(long start, long length, long end, long renewal, long before) {
    public static final long NEVER = Long.MAX_VALUE;

    static final Term PERMANENT = new Term(0, NEVER, NEVER, NEVER, NEVER);

    private static final double SPREAD = 0.1;

    /** After which a mapping is renewed whose time left is not known. */
    private static final long SOON = Duration.ofSeconds(30).toNanos();

    private static final long LEAST_TOLERANCE = Duration.ofSeconds(2).toNanos();

    /** A mapping that was just opened. */
    static Term granted(long now, Duration lease, Jitter jitter) {
        if (lease.isZero()) {
            return PERMANENT;
        }
        long length = lease.toNanos();
        return new Term(now, length, now + length, now + half(length, jitter), NEVER);
    }

    /** A mapping of an earlier run, that was asked for with some lease and has some time left. */
    static Term adopted(long now, Duration left, Duration asked, Jitter jitter) {
        if (left.isZero()) {
            // It is believed to be permanent only where that was asked for (quirk A47).
            Term asAsked = granted(now, asked, jitter);
            long soon = now + jitter.about(SOON, SPREAD);
            return asAsked.isPermanent()
                    ? PERMANENT
                    : asAsked.renewedAt(Math.min(asAsked.renewal(), soon));
        }
        long length = Math.max(left.toNanos(), asked.toNanos());
        long end = now + left.toNanos();
        return new Term(now, length, end, Math.max(now, end - half(length, jitter)), NEVER);
    }

    public boolean isPermanent() {
        return end == NEVER;
    }

    /** Whether it was renewed, and not checked since. */
    boolean isUnproven() {
        return before != NEVER;
    }

    /** As it should be after a renewal. */
    Term renewed(long now, Jitter jitter) {
        return isPermanent()
                ? PERMANENT
                : new Term(now, length, now + length, now + half(length, jitter), end);
    }

    /** The same, to be renewed at another time. */
    Term renewedAt(long moment) {
        return new Term(start, length, end, moment, before);
    }

    /** The same, taken to be held until it is checked. */
    Term lasting(long until) {
        return new Term(start, length, until, until, before);
    }

    /** Whether a renewal did nothing: the router shows no later end than before it. */
    boolean isStale(long now, Duration left) {
        return isUnproven()
                && !left.isZero()
                && now + left.toNanos() <= before + tolerance()
                && now + left.toNanos() < end - tolerance();
    }

    /** As the router shows it. */
    Term seen(long now, Duration left, Jitter jitter) {
        if (left.isZero()) {
            // Many routers do not tell the lease: it ends when it was to end (quirk A47).
            return isPermanent() ? PERMANENT : new Term(start, length, end, renewal, NEVER);
        }
        long seen = now + left.toNanos();
        if (isPermanent()) {
            return granted(now, left, jitter);
        }
        if (isUnproven() && seen < end - tolerance()) {
            // It grants less than before.
            long shorter = Math.max(seen - start, left.toNanos());
            return new Term(start, shorter, seen, start + half(shorter, jitter), NEVER);
        }
        long soon = left.toNanos() < length / 5 * 2 ? Math.min(renewal, now) : renewal;
        return new Term(start, length, seen, soon, NEVER);
    }

    private long tolerance() {
        return Math.max(LEAST_TOLERANCE, length / 20);
    }

    private static long half(long length, Jitter jitter) {
        return jitter.about(length / 2, SPREAD);
    }
}
