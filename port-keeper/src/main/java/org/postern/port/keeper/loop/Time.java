// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.loop;

import org.postern.port.keeper.internal.timing.ClockComparison;

import java.time.Duration;
import java.time.Instant;

/**
 * Elapsed time in nanoseconds from the keeper's start, by the monotonic clock. That clock
 * stops on most systems while a laptop sleeps, but leases run on: when the wall
 * clock has run ahead, so does this one. Used by the keeper's thread.
 */
public final class Time {
    public static final long NEVER = Long.MAX_VALUE;

    /** A smaller change of the wall clock is not a sleep. */
    static final Duration JUMP = Duration.ofSeconds(10);

    private final Loop loop;
    private final long start;
    private final ClockComparison clocks;
    private long asleep;

    public Time(Loop loop) {
        this.loop = loop;
        this.start = loop.nanoTime();
        this.clocks = new ClockComparison(loop::nanoTime, () -> loop.now().toEpochMilli());
    }

    public long now() {
        return loop.nanoTime() - start + asleep;
    }

    public Instant wall() {
        return loop.now();
    }

    /** What the wall clock will show. */
    public Instant wallAt(long moment) {
        return moment == NEVER ? Instant.MAX : loop.now().plusNanos(moment - now());
    }

    /** Compares the clocks; whether the wall clock has jumped ahead since the last call. */
    public boolean jumped() {
        Duration ahead = clocks.ahead();
        if (ahead.compareTo(JUMP) < 0) {
            return false;
        }
        // A clock that was set from 1970 would otherwise overflow.
        asleep += Math.min(ahead.toSeconds(), Duration.ofDays(30).toSeconds()) * 1_000_000_000L;
        return true;
    }
}
