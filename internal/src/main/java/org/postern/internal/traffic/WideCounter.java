// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.traffic;

/**
 * Counts on where a counter of 32 bits begins again at 0 (quirk A33), so that the count grows until
 * the gateway restarts. Not for several threads at once.
 */
public final class WideCounter {
    /** One more than the largest value of 32 bits. */
    private static final long WRAP = 1L << 32;

    /** A counter that has grown by more than this since the last look, or less, was reset. */
    private static final long LARGEST_STEP = WRAP / 2;

    private boolean started;
    private long last;
    private long count;

    /** A count of nothing yet. */
    public WideCounter() {}

    /**
     * Takes the next value of the counter. One that is smaller than the last has wrapped if it fits
     * into 32 bits and has grown by less than 2^31; otherwise the gateway restarted, and the count
     * begins again at the value.
     *
     * @param value 0 or more
     * @return the count, 0 or more; smaller than the last one after a restart alone
     */
    public long next(long value) {
        count = started ? count(value) : value;
        started = true;
        last = value;
        return count;
    }

    private long count(long value) {
        if (value >= last) {
            return count + (value - last);
        }
        long step = WRAP - last + value;
        return last < WRAP && step < LARGEST_STEP ? count + step : value;
    }
}
