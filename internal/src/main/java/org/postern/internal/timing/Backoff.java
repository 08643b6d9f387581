// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.timing;

import java.time.Duration;

/**
 * How long to wait after a number of failures in a row: twice as long each time, up to a bound, with
 * a variation.
 *
 * @param first after the first failure
 * @param longest at most
 * @param share of the wait that it may vary by, 0 to 1
 */
public record Backoff(Duration first, Duration longest, double share) {
    private static final int MOST_DOUBLINGS = 20;

    /**
     * The wait without variation.
     *
     * @param failures 1 or more, in a row
     * @return from {@link #first} to {@link #longest}
     */
    public Duration plain(int failures) {
        Duration doubled = first.multipliedBy(1L << Math.min(MOST_DOUBLINGS, failures - 1));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    /**
     * The wait.
     *
     * @param failures 1 or more, in a row
     * @param jitter varies it
     * @return nanoseconds, from {@link #first} to {@link #longest}
     */
    public long nanos(int failures, Jitter jitter) {
        long wait = jitter.about(plain(failures).toNanos(), share);
        return Math.max(first.toNanos(), Math.min(longest.toNanos(), wait));
    }
}
