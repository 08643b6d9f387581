// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.fakes;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does. */
public final class Eventually {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private Eventually() {}

    public static void holds(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + DEADLINE + ": " + what);
            }
            Thread.onSpinWait();
        }
    }

    /** Until a thread waits for something. */
    public static void waits(Thread thread) {
        holds(
                () ->
                        thread.getState() == Thread.State.TIMED_WAITING
                                || thread.getState() == Thread.State.WAITING,
                thread + " waits");
    }
}
