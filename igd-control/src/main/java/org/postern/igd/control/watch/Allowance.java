// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import java.time.Duration;

/**
 * How often something may be done out of turn: six times in a row, and every ten seconds in the
 * long run, whoever gives reasons for it.
 */
final class Allowance {
    private static final Duration EACH = Duration.ofSeconds(10);
    private static final Duration IN_A_ROW = EACH.multipliedBy(5);

    private final Surroundings world;

    /** So far the time is used up; not before now, and never much later. */
    private long usedNanos;

    Allowance(Surroundings world) {
        this.world = world;
        this.usedNanos = world.nanos();
    }

    /** How long to wait for the next time; zero or less when it may be now. */
    Duration pause() {
        return Duration.ofNanos(usedNanos - world.nanos()).minus(IN_A_ROW);
    }

    /** It is done. */
    void use() {
        long now = world.nanos();
        usedNanos = (usedNanos - now > 0 ? usedNanos : now) + EACH.toNanos();
    }
}
