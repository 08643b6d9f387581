// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

class TrafficMeterTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final TrafficMeter meter = new TrafficMeter();

    @Test
    void aCounterThatGrows_makesItsMeanRate() {
        add(0, 1000);
        add(2, 3000);
        add(6, 3400);

        assertEquals(List.of("0 -", "2 1000", "6 100"), points());
    }

    @Test
    void aGatewayThatRestarts_leavesAGap() {
        add(0, 1_000_000);
        add(2, 10);
        add(4, 2010);

        assertEquals(List.of("0 -", "2 -", "4 1000"), points());
    }

    /** As with routers that bring their counters up to date every five seconds. */
    @Test
    void aCounterThatMovesNowAndThen_makesNoZerosBetween() {
        add(0, 1000);
        add(3, 1000);
        add(6, 7000);
        add(9, 7000);
        add(12, 7600);

        assertEquals(List.of("0 -", "6 1000", "12 100"), points());
    }

    @Test
    void aCounterThatStandsStill_isZeroAfterAWhile() {
        add(0, 1000);
        add(6, 1000);
        add(12, 1000);
        add(15, 1000);
        add(18, 4000);

        assertEquals(List.of("0 -", "12 0", "15 0", "18 1000"), points());
    }

    @Test
    void aPauseOfTheLooks_leavesAGap_sinceTheCounterMayHaveWrappedTwice() {
        add(0, 1000);
        add(2, 3000);
        add(30, 5000);
        add(32, 7000);

        assertEquals(List.of("0 -", "2 1000", "30 -", "32 1000"), points());
    }

    @Test
    void aGatewayThatDoesNotCount_leavesOneGap() {
        add(0, 1000);
        meter.add(START.plusSeconds(2), OptionalLong.empty());
        meter.add(START.plusSeconds(4), OptionalLong.empty());
        add(6, 2000);
        add(8, 4000);

        assertEquals(List.of("0 -", "2 -", "6 -", "8 1000"), points());
    }

    @Test
    void onlyTheLastMinutesAreRemembered() {
        for (int second = 0; second <= 1000; second += 5) {
            add(second, second);
        }

        assertEquals(START.plusSeconds(1000).minus(TrafficMeter.WINDOW), first());
        assertTrue(meter.points().size() <= 61, meter.points()::toString);
    }

    @Test
    void aClockThatGoesBack_changesNothing() {
        add(2, 1000);
        add(1, 9000);
        add(4, 3000);

        assertEquals(List.of("2 -", "4 1000"), points());
    }

    private Instant first() {
        return meter.points().get(0).at();
    }

    private void add(int second, long value) {
        meter.add(START.plusSeconds(second), OptionalLong.of(value));
    }

    private List<String> points() {
        List<String> all = new ArrayList<>();
        for (TrafficPoint each : meter.points()) {
            all.add(
                    Duration.between(START, each.at()).toSeconds()
                            + " "
                            + (each.bytesPerSecond().isPresent()
                                    ? String.valueOf(
                                            Math.round(each.bytesPerSecond().getAsDouble()))
                                    : "-"));
        }
        return all;
    }
}
