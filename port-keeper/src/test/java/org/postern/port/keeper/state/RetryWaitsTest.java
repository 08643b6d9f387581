// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.port.keeper.internal.timing.Backoff;

import java.time.Duration;
import java.util.List;

/** Waits double up to their bound, as docs/port-keeper.md says. */
class RetryWaitsTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "4, 8", "7, 60", "60, 60"})
    void aWaitDoublesUpToItsBound(int failures, long seconds) {
        long wait = RetryWaits.SOON.nanos(failures, () -> 0.5);

        assertEquals(Duration.ofSeconds(seconds), Duration.ofNanos(wait));
        assertTrue(RetryWaits.SOON.nanos(failures, () -> 0.99) <= Duration.ofSeconds(60).toNanos());
        assertTrue(RetryWaits.SOON.nanos(failures, () -> 0) >= Duration.ofSeconds(1).toNanos());
    }

    private static List<Long> seconds(Backoff waits) {
        return List.of(
                waits.plain(1).toSeconds(),
                waits.plain(2).toSeconds(),
                waits.plain(50).toSeconds());
    }

    @Test
    void eachKindBeginsAndEndsAsThePageSays() {
        assertEquals(List.of(1L, 2L, 60L), seconds(RetryWaits.SOON));
        assertEquals(List.of(30L, 60L, 300L), seconds(RetryWaits.FREE));
        assertEquals(List.of(300L, 300L, 300L), seconds(RetryWaits.UNCLEAR));
        assertEquals(List.of(900L, 1800L, 3600L), seconds(RetryWaits.RARE));
        assertEquals(List.of(300L, 600L, 3600L), seconds(RetryWaits.ORPHANS));
    }

    @Test
    void eachVariesByAQuarter() {
        for (Backoff each :
                List.of(
                        RetryWaits.SOON,
                        RetryWaits.FREE,
                        RetryWaits.UNCLEAR,
                        RetryWaits.RARE,
                        RetryWaits.ORPHANS)) {
            assertEquals(0.25, each.share());
        }
    }
}
