// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits until a condition holds. It is checked when {@link #wake} is called, and regularly in
 * case a call is missed.
 */
final class ConditionWaiter {
    private static final long CHECK_MILLIS = 250;

    private final Semaphore wakeups = new Semaphore(0);

    /** May be called by any thread. */
    void wake() {
        wakeups.release();
    }

    /** Returns true as soon as the condition holds, false when the timeout expires first. */
    boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                return false;
            }
            if (wakeups.tryAcquire(Math.min(millis, CHECK_MILLIS), TimeUnit.MILLISECONDS)) {
                wakeups.drainPermits();
            }
        }
        return true;
    }
}
