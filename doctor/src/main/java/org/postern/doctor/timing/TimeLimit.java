// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.timing;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When something has to end. Can be read by any thread.
 *
 * @param nanoTime the clock, as {@link System#nanoTime()}
 * @param startNanos when it began, on this clock
 * @param endNanos when it ends, on this clock
 */
public record TimeLimit(LongSupplier nanoTime, long startNanos, long endNanos) {
    /** From now on. */
    public static TimeLimit of(Duration time, LongSupplier nanoTime) {
        long now = nanoTime.getAsLong();
        return new TimeLimit(nanoTime, now, now + time.toNanos());
    }

    /** From now on, in real time. */
    public static TimeLimit of(Duration time) {
        return of(time, System::nanoTime);
    }

    /** From now on, and no longer than this one. */
    public TimeLimit atMost(Duration time) {
        long now = nanoTime.getAsLong();
        long end = now + time.toNanos();
        return new TimeLimit(nanoTime, now, end - endNanos < 0 ? end : endNanos);
    }

    /** Zero when it is over. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - nanoTime.getAsLong()));
    }

    /** Rounded up, so that who waits for it does not wake too early; zero when it is over. */
    public long leftMillis() {
        return left().plusNanos(999_999).toMillis();
    }

    /** Since it began. */
    public Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - startNanos);
    }

    public boolean isOver() {
        return endNanos - nanoTime.getAsLong() <= 0;
    }
}
