// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class BackoffTest {
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), 0.25);

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "6, 32", "7, 60", "1000, 60", "2147483647, 60"})
    void wait_doublesUpToTheLongest(int failures, long seconds) {
        assertEquals(Duration.ofSeconds(seconds), BACKOFF.plain(failures));
        assertEquals(Duration.ofSeconds(seconds).toNanos(), BACKOFF.nanos(failures, () -> 0.5));
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 1000", "2, 0, 1500", "2, 0.75, 2250", "7, 0, 45000", "7, 0.75, 60000"})
    void wait_variesWithinItsBounds(int failures, double drawn, long millis) {
        assertEquals(Duration.ofMillis(millis).toNanos(), BACKOFF.nanos(failures, () -> drawn));
    }
}
