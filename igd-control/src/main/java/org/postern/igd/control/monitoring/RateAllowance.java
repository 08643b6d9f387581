// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.monitoring;

import org.postern.igd.control.environment.WatchEnvironment;

import java.time.Duration;

/**
 * How often something may be done out of turn: six times in a row, and every ten seconds in the long
 * run, however many reasons there are.
 */
final class RateAllowance {
    private static final Duration EACH = Duration.ofSeconds(10);
    private static final Duration IN_A_ROW = EACH.multipliedBy(5);

    private final WatchEnvironment environment;

    /** The time until which the allowance is used up; not before now, and never much later. */
    private long usedNanos;

    RateAllowance(WatchEnvironment environment) {
        this.environment = environment;
        this.usedNanos = environment.nanos();
    }

    /** How long to wait for the next time; zero or less when it may be now. */
    Duration pause() {
        return Duration.ofNanos(usedNanos - environment.nanos()).minus(IN_A_ROW);
    }

    void use() {
        long now = environment.nanos();
        usedNanos = (usedNanos - now > 0 ? usedNanos : now) + EACH.toNanos();
    }
}
