// SPDX-License-Identifier: Apache-2.0
package org.postern.fuzzing;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What reading one input may cost. Both bounds are far above what is usual: they tell a cost that
 * grows with the square of the size from one that grows with the size.
 */
final class Cost {
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /** Bytes of allocation for each byte of input. */
    private static final long ALLOCATED_PER_BYTE = 1024;

    private static final long ALLOCATED_ANYWAY = 4 * 1024 * 1024;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Duration time;
    private final long allocated;

    private Cost(Duration time, long allocated) {
        this.time = time;
        this.allocated = allocated;
    }

    /**
     * Fails when reading an input costs too much. Counts the time of the processor, since other
     * work on the machine stretches that of the clock; what hangs is for the caller to interrupt.
     */
    static void check(int size, Runnable reading) {
        check(size, reading, ALLOCATED_ANYWAY + ALLOCATED_PER_BYTE * size);
    }

    /** Checks the time alone. */
    static void checkTime(int size, Runnable reading) {
        check(size, reading, Long.MAX_VALUE);
    }

    private static void check(int size, Runnable reading, long mostAllocated) {
        Cost cost = of(reading);
        if (!cost.within(mostAllocated)) {
            // Loading classes costs only once.
            cost = of(reading);
        }
        if (!cost.within(mostAllocated)) {
            throw new AssertionError(size + " bytes cost " + cost);
        }
    }

    private static Cost of(Runnable reading) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = THREADS.getCurrentThreadCpuTime();
        reading.run();
        return new Cost(
                Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - nanos),
                THREADS.getCurrentThreadAllocatedBytes() - bytes);
    }

    private boolean within(long mostAllocated) {
        return time.compareTo(LONGEST) <= 0 && allocated <= mostAllocated;
    }

    @Override
    public String toString() {
        return time.toMillis() + " ms and " + allocated + " bytes of memory";
    }
}
