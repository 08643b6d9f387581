// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import java.time.Duration;

/**
 * How long to wait after a number of failures: twice as long each time, up to a bound, and not all
 * at the same moment.
 *
 * @param first after the first failure
 * @param longest at most
 */
record Backoff(Duration first, Duration longest) {
    /** After silence, or an answer that makes no sense. */
    static final Backoff SOON = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

    /** While somebody else has the port. */
    static final Backoff FREE = new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(5));

    /** After a refusal that only a human can change. */
    static final Backoff RARE = new Backoff(Duration.ofMinutes(15), Duration.ofHours(1));

    private static final double SHARE = 0.25;

    /**
     * The wait.
     *
     * @param failures 1 or more, in a row
     * @return nanoseconds, from {@link #first} to {@link #longest}
     */
    long after(int failures, Jitter jitter) {
        long doubled = first.toNanos() << Math.min(20, failures - 1);
        long wait = doubled <= 0 ? longest.toNanos() : Math.min(doubled, longest.toNanos());
        return Math.max(first.toNanos(), Math.min(longest.toNanos(), jitter.about(wait, SHARE)));
    }
}
