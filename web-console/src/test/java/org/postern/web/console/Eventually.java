// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what happens on another thread. */
public final class Eventually {
    /** Hang guard. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Eventually() {}

    public static void holds(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("It never came about.");
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }
}
