// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.igd.control.internal.timing.Backoff;
import org.postern.igd.control.internal.timing.Jitter;

import java.time.Duration;

/**
 * How long to wait between two searches: 1, 2, 4 … 60 s; five minutes when ten have gone by. A
 * router that reboots takes one to three minutes; one that is gone for ten may be gone for days.
 */
final class RetrySchedule {
    /** A fifth each way: a house that got its power back must not search in step. */
    private static final double SPREAD = 0.2;

    private static final Backoff OFTEN =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), SPREAD);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Jitter jitter;
    private int count;
    private Duration waited = Duration.ZERO;

    RetrySchedule(Jitter jitter) {
        this.jitter = jitter;
    }

    Duration next() {
        count++;
        Duration plain = patient() ? OFTEN.plain(count) : LONGEST;
        waited = waited.plus(plain);
        return spread(plain, jitter);
    }

    /** Whether what is missing may be expected back soon. */
    boolean patient() {
        return waited.compareTo(PATIENCE) < 0;
    }

    void reset() {
        count = 0;
        waited = Duration.ZERO;
    }

    static Duration spread(Duration plain, Jitter jitter) {
        return jitter.about(plain, SPREAD);
    }
}
