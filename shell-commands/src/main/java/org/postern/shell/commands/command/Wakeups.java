// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for something that others tell of, and looks now and then whether they forgot to. */
final class Wakeups {
    private static final long LOOK_MILLIS = 250;

    private final Semaphore told = new Semaphore(0);

    /** From any thread. */
    void wake() {
        told.release();
    }

    /** Returns true as soon as the condition holds, false when it does not in time. */
    boolean await(BooleanSupplier condition, Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                return false;
            }
            if (told.tryAcquire(Math.min(millis, LOOK_MILLIS), TimeUnit.MILLISECONDS)) {
                told.drainPermits();
            }
        }
        return true;
    }
}
