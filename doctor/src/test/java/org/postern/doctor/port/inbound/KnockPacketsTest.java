// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.OptionalLong;

class KnockPacketsTest {
    /** Eight questions, and eight with a knock that takes three seconds. */
    @ParameterizedTest
    @CsvSource({
        // Nothing else passes: filtered before the gateway, and not forwarded by it.
        "7, 1, 3000, 40, 40, 0",
        "7, 1, 3000, 40, 56, 16",
        "0, 0, 1000, 40, 57, 17",
        // Fewer acknowledgements than usual (measured with miniupnpd).
        "5, 1, 3148, 35, 39, 0",
        "9, 1, 3105, 39, 63, 22",
        // An answer that was sent twice.
        "7, 1, 3000, 40, 41, 1",
        // Two packets of others in each second.
        "14, 1, 3000, 40, 46, 0",
        "14, 1, 3000, 40, 62, 16",
        // Fewer than the questions take.
        "7, 1, 3000, 40, 38, 0",
    })
    void theQuestions_andWhatOthersSend_areTakenAway(
            long quiet, int asks, long quietMillis, long asking, long knocking, long expected) {
        assertEquals(
                OptionalLong.of(expected),
                packets(quiet, asks, quietMillis, asking, 8, knocking, 8));
    }

    @ParameterizedTest
    @CsvSource({
        // More of others than knocks.
        "30, 1, 3000, 40, 8, 80, 8",
        "9, 0, 1000, 40, 8, 80, 8",
        // Too much while only questions were asked.
        "0, 0, 1000, 120, 8, 200, 8",
        // The helper did not answer.
        "7, 1, 3000, 40, 0, 80, 8",
        "7, 1, 3000, 40, 8, 80, 0",
    })
    void whereTooMuchElsePasses_nothingIsKnown(
            long quiet,
            int quietAsks,
            long quietMillis,
            long asking,
            int asks,
            long knocking,
            int knocks) {
        assertEquals(
                OptionalLong.empty(),
                packets(quiet, quietAsks, quietMillis, asking, asks, knocking, knocks));
    }

    private static OptionalLong packets(
            long quiet,
            int quietAsks,
            long quietMillis,
            long asking,
            int asks,
            long knocking,
            int knocks) {
        return new KnockPackets(
                        quiet,
                        quietAsks,
                        Duration.ofMillis(quietMillis),
                        asking,
                        asks,
                        knocking,
                        knocks,
                        Duration.ofSeconds(3))
                .ofKnocks();
    }
}
