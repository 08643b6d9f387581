// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.port.keeper.loop.SimulatedLoop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** So many requests in any second, and in order. */
class RouterPaceTest {
    private final SimulatedLoop loop = new SimulatedLoop();

    @ParameterizedTest
    @CsvSource({"false, 10", "true, 50"})
    void aPaceLetsSoManyThroughInAnySecond(boolean restoring, int limit) {
        RouterPace pace = new RouterPace(loop::nanoTime);
        pace.restoring(restoring);
        List<Long> moments = new ArrayList<>();
        for (int request = 0; request < 500; request++) {
            long moment = loop.elapsed() + pace.next().toNanos();
            moments.add(moment);
            if (request % 7 == 0) {
                loop.advance(Duration.ofMillis(130));
            }
        }

        for (int index = limit; index < moments.size(); index++) {
            long apart = moments.get(index) - moments.get(index - limit);
            assertTrue(apart >= 1_000_000_000L, "request " + index + " after " + apart + " ns");
        }
    }

    @Test
    void afterSoManyTheNextOnesFollowASecondLater() {
        RouterPace pace = new RouterPace(() -> 5_000_000_000L);
        for (int request = 0; request < 10; request++) {
            assertEquals(Duration.ZERO, pace.next());
        }
        for (int request = 0; request < 10; request++) {
            assertEquals(Duration.ofMillis(1050), pace.next());
        }
        assertEquals(Duration.ofMillis(2100), pace.next());
    }

    /** As over PCP: each costs the router a fraction of a request over HTTP. */
    @Test
    void tenDatagramsCountAsOneRequest() {
        RouterPace pace = new RouterPace(() -> 5_000_000_000L);
        for (int datagram = 0; datagram < 100; datagram++) {
            assertEquals(Duration.ZERO, pace.nextDatagram());
        }
        for (int datagram = 0; datagram < 10; datagram++) {
            assertEquals(Duration.ofMillis(1050), pace.nextDatagram());
        }
        assertEquals(Duration.ofMillis(1050), pace.next());
    }

    @Test
    void aPaceThatSpeedsUpKeepsTheOrder() {
        RouterPace pace = new RouterPace(() -> 5_000_000_000L);
        for (int request = 0; request < 30; request++) {
            pace.next();
        }
        pace.restoring(true);

        assertEquals(Duration.ofMillis(2100), pace.next());
    }

    @Test
    void aPaceLetsAFewThroughAtOnce() {
        RouterPace pace = new RouterPace(loop::nanoTime);
        for (int request = 0; request < RouterPace.STEADY; request++) {
            assertEquals(Duration.ZERO, pace.next());
        }
        assertFalse(pace.next().isZero());
        assertTrue(pace.room() > 0);
    }

    @Test
    void aPaceThatSlowsDownKeepsTheOrder() {
        RouterPace pace = new RouterPace(loop::nanoTime);
        pace.restoring(true);
        for (int request = 0; request < 70; request++) {
            pace.next();
        }
        Duration last = pace.next();
        pace.restoring(false);

        assertTrue(pace.next().compareTo(last) >= 0);
    }
}
