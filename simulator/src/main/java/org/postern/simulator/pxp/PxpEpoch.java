// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToLongFunction;

/** The seconds that the server says have passed since it lost its state. Safe for all threads. */
final class PxpEpoch {
    private static final long MASK = 0xFFFF_FFFFL;

    private final Clock clock;
    private final ToLongFunction<Instant> first;
    private Instant since;
    private long base;

    /** Starts at a value, 0..2³²−1, that follows from the time of the start. */
    PxpEpoch(Clock clock, ToLongFunction<Instant> first) {
        this.clock = clock;
        this.first = first;
        this.since = clock.instant();
        this.base = first.applyAsLong(since);
    }

    /** The value now, 0..2³²−1; it wraps. */
    synchronized long now() {
        return (base + Duration.between(since, clock.instant()).toSeconds()) & MASK;
    }

    /** Starts as it did at first. */
    synchronized void restart() {
        since = clock.instant();
        base = first.applyAsLong(since);
    }

    synchronized void set(long value) {
        since = clock.instant();
        base = value;
    }
}
