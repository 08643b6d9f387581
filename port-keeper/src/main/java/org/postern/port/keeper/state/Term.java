// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.port.keeper.internal.timing.Jitter;

import java.time.Duration;

/**
 * The lease of a mapping, in the keeper's time: from when it was granted or renewed, for the length
 * that the router grants, to its end, {@link #NEVER} for a permanent one. Until a check has shown
 * it since the last renewal, {@code before} is when the lease would have lapsed without that; else
 * {@link #NEVER}.
 */
public record Term(
        long start, long length, long end, long renewal, long before, FormerEnds former) {
    public static final long NEVER = Long.MAX_VALUE;

    static final Term PERMANENT = new Term(0, NEVER, NEVER, NEVER, NEVER);

    private static final double SPREAD = 0.1;

    /** After which a mapping is renewed whose time left is not known. */
    private static final long SOON = Duration.ofSeconds(30).toNanos();

    private static final long LEAST_TOLERANCE = Duration.ofSeconds(2).toNanos();

    /** One that ends then. */
    public Term(long start, long length, long end, long renewal, long before) {
        this(start, length, end, renewal, before, FormerEnds.NONE);
    }

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
        if (left.isZero() || !asked.isZero() && left.compareTo(asked) > 0) {
            // No lease is believed that was not asked for (quirk A47).
            Term asAsked = granted(now, asked, jitter);
            long soon = now + jitter.about(SOON, SPREAD);
            return asAsked.isPermanent()
                    ? PERMANENT
                    : asAsked.renewedAt(Math.min(asAsked.renewal(), soon));
        }
        long length = Math.max(left.toNanos(), asked.toNanos());
        long end = now + left.toNanos();
        long renewal = Math.max(now, end - half(length, jitter));
        return new Term(now, length, end, renewal, NEVER);
    }

    public boolean isPermanent() {
        return end == NEVER;
    }

    /** Whether it was renewed, and not checked since. */
    boolean isUnproven() {
        return before != NEVER;
    }

    /** The same, of a router that grants a shorter time from now on. */
    Term atMost(Duration granted) {
        boolean isShorter = !isPermanent() && !granted.isZero() && granted.toNanos() < length;
        return isShorter ? new Term(start, granted.toNanos(), end, renewal, before, former) : this;
    }

    /** As it should be after a renewal. */
    Term renewed(long now, Jitter jitter) {
        if (isPermanent()) {
            return PERMANENT;
        }
        return new Term(
                now,
                length,
                now + length,
                now + half(length, jitter),
                end,
                former.renewed(end, now));
    }

    /** It is not known whether the renewal took effect, and no check will show it. */
    Term checked() {
        return new Term(start, length, end, renewal, NEVER);
    }

    /** The same, to be renewed at another time. */
    Term renewedAt(long moment) {
        return new Term(start, length, end, moment, before, former);
    }

    /** The same, taken to be held until it is checked. */
    Term lasting(long until) {
        return new Term(start, length, until, until, before, former);
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
        if (isPermanent()) {
            return left.isZero() ? PERMANENT : granted(now, left, jitter);
        }
        long seen = now + left.toNanos();
        if (left.isZero() || seen > end + LEAST_TOLERANCE) {
            // Many routers show no lease, or always the same: it ends as planned (quirk A47).
            return held(now);
        }
        if (isUnproven() && seen < end - tolerance()) {
            // It grants less than before.
            long shorter = Math.max(seen - start, left.toNanos());
            long renewal = start + half(shorter, jitter);
            return new Term(start, shorter, seen, renewal, NEVER);
        }
        long soon = left.toNanos() < length / 5 * 2 ? Math.min(renewal, now) : renewal;
        return new Term(start, length, seen, soon, NEVER);
    }

    /** The router shows it, but not the time left. */
    private Term held(long now) {
        FormerEnds still = former.shown(length, now);
        long free = still.notBefore(length, now);
        return new Term(
                start, length, end, free < end ? Math.max(renewal, free) : renewal, NEVER, still);
    }

    /** When it is to be checked next, where only that can tell whether it was renewed. */
    long nextLook(long now) {
        return former.nextLook(length, now);
    }

    /** Whether the router has confirmed renewals in vain, if it does not hold it any more. */
    boolean isLapsed(long now) {
        return former.isLapsed(length, now);
    }

    private long tolerance() {
        return Math.max(LEAST_TOLERANCE, length / 20);
    }

    private static long half(long length, Jitter jitter) {
        return jitter.about(length / 2, SPREAD);
    }
}
