// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.environment;

import org.postern.igd.control.internal.timing.Backoff;
import org.postern.igd.control.internal.timing.Jitter;

import java.time.Duration;

/**
 * How long to wait between two attempts: 1, 2, 4 … 60 s; five minutes when ten have gone by. A router
 * that reboots takes one to three minutes; one that is gone for ten may be gone for days.
 */
public final class RetrySchedule {
    /** When power returns, the hosts of a house must not search in step. */
    private static final double SPREAD = 0.2;

    private static final Backoff OFTEN =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), SPREAD);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofMinutes(10);

    private final Jitter jitter;
    private int count;
    private Duration waited = Duration.ZERO;

    public RetrySchedule(Jitter jitter) {
        this.jitter = jitter;
    }

    /** The wait before the next attempt, which counts as made. */
    public Duration next() {
        count++;
        Duration plain = isSoon() ? OFTEN.plain(count) : LONGEST;
        waited = waited.plus(plain);
        return varied(plain, jitter);
    }

    /** Whether an attempt may succeed soon; no longer when the waits add up to ten minutes. */
    public boolean isSoon() {
        return waited.compareTo(SOON) < 0;
    }

    public void reset() {
        count = 0;
        waited = Duration.ZERO;
    }

    /** The wait, varied by a fifth. */
    public static Duration varied(Duration plain, Jitter jitter) {
        return jitter.about(plain, SPREAD);
    }
}
