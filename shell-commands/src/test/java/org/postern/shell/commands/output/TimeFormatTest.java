// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

class TimeFormatTest {
    private static final Instant NOW = Instant.parse("2026-03-01T06:10:03Z");
    private static final TimeFormat MOMENTS = new TimeFormat(NOW);

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "59, 59 s",
        "60, 1 min",
        "89, 1 min",
        "90, 2 min",
        "1799, 30 min",
        "3570, 1 h",
        "5400, 1 h 30 min",
        "86400, 1 d",
        "-5, 0 s",
    })
    void distances_areRounded(long seconds, String expected) {
        assertEquals(expected, MOMENTS.until(NOW.plusSeconds(seconds)));
        assertEquals(expected, MOMENTS.since(NOW.minusSeconds(seconds)));
    }

    @Test
    void whatIsDue_isNow() {
        assertEquals("now", MOMENTS.when(NOW));
        assertEquals("in 1 min", MOMENTS.when(NOW.plusSeconds(60)));
    }
}
