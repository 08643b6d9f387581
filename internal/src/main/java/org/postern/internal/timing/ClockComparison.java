// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.timing;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Compares the wall clock with the monotonic clock. On most systems the monotonic clock stands still
 * while the host sleeps, and the wall clock is ahead afterwards. Not thread-safe.
 */
public final class ClockComparison {
    private final LongSupplier nanoTime;
    private final LongSupplier wallMillis;
    private long lastNanos;
    private long lastMillis;

    /**
     * Compares from now on.
     *
     * @param nanoTime as {@link System#nanoTime}
     * @param wallMillis as {@link System#currentTimeMillis}
     */
    public ClockComparison(LongSupplier nanoTime, LongSupplier wallMillis) {
        this.nanoTime = nanoTime;
        this.wallMillis = wallMillis;
        this.lastNanos = nanoTime.getAsLong();
        this.lastMillis = wallMillis.getAsLong();
    }

    /**
     * Returns how much more time passed on the wall clock than on the monotonic clock since the last
     * call.
     *
     * @return negative when the wall clock was set back
     */
    public Duration ahead() {
        long nanos = nanoTime.getAsLong();
        long millis = wallMillis.getAsLong();
        Duration ahead = Duration.ofMillis(millis - lastMillis).minusNanos(nanos - lastNanos);
        lastNanos = nanos;
        lastMillis = millis;
        return ahead;
    }
}
