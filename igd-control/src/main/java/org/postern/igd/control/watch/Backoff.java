// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait between two searches: 1, 2, 4 … 60 s; five minutes when ten have gone by. A
 * router that reboots takes one to three minutes; one that is gone for ten may be gone for days.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** A fifth each way: a house that got its power back must not search in step. */
    private static final double SPREAD = 0.2;

    private final DoubleSupplier chance;
    private Duration next = FIRST;
    private Duration waited = Duration.ZERO;

    /**
     * From the beginning.
     *
     * @param chance 0 to 1
     */
    Backoff(DoubleSupplier chance) {
        this.chance = chance;
    }

    Duration next() {
        Duration plain = patient() ? next : LONGEST;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONG) < 0 ? doubled : LONG;
        waited = waited.plus(plain);
        return spread(plain, chance);
    }

    /** Whether what is missing may be expected back soon. */
    boolean patient() {
        return waited.compareTo(PATIENCE) < 0;
    }

    void reset() {
        next = FIRST;
        waited = Duration.ZERO;
    }

    static Duration spread(Duration plain, DoubleSupplier chance) {
        double factor = 1 - SPREAD + 2 * SPREAD * chance.getAsDouble();
        return Duration.ofMillis(Math.round(plain.toMillis() * factor));
    }
}
