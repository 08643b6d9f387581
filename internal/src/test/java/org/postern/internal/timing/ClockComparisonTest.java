// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class ClockComparisonTest {
    private long nanos = Long.MAX_VALUE - 1_000;
    private long millis = 1_000;
    private final ClockComparison clocks = new ClockComparison(() -> nanos, () -> millis);

    private void pass(int monotonicSeconds, int wallSeconds) {
        nanos += Duration.ofSeconds(monotonicSeconds).toNanos();
        millis += Duration.ofSeconds(wallSeconds).toMillis();
    }

    @Test
    void clocksThatGoTogether_areNotAhead() {
        pass(5, 5);
        assertEquals(Duration.ZERO, clocks.ahead());
    }

    @Test
    void sleep_isToldOnce() {
        pass(5, 65);
        assertEquals(Duration.ofSeconds(60), clocks.ahead());

        pass(5, 5);
        assertEquals(Duration.ZERO, clocks.ahead());
    }

    @Test
    void wallClockThatIsSetBack_isBehind() {
        pass(5, -55);
        assertEquals(Duration.ofSeconds(-60), clocks.ahead());
    }
}
