// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A clock that goes on when a test says so: the time of day, and as {@link LongSupplier} what {@link
 * System#nanoTime()} would be, which starts near its overflow, as it may. For any threads.
 */
public final class ManualClock extends Clock implements LongSupplier {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long START_NANOS = Long.MAX_VALUE - 1000;

    private final AtomicLong elapsed = new AtomicLong();

    /** Lets time pass. */
    public void advance(Duration time) {
        elapsed.addAndGet(time.toNanos());
    }

    @Override
    public long getAsLong() {
        return START_NANOS + elapsed.get();
    }

    @Override
    public Instant instant() {
        return START.plusNanos(elapsed.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
