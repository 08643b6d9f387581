// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The seconds that the server says have passed since it lost its state. Safe for all threads. */
final class ServerEpoch {
    private static final long MASK = 0xFFFF_FFFFL;

    private final Clock clock;
    private Instant since;
    private long base;

    /** Starts at a value, 0..2³²−1. */
    ServerEpoch(Clock clock, long value) {
        this.clock = clock;
        this.since = clock.instant();
        this.base = value;
    }

    /** The value now, 0..2³²−1; it wraps. */
    synchronized long now() {
        return (base + Duration.between(since, clock.instant()).toSeconds()) & MASK;
    }

    synchronized void set(long value) {
        since = clock.instant();
        base = value;
    }
}
