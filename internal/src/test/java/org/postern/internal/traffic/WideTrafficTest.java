// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Traffic;

import java.util.OptionalLong;

class WideTrafficTest {
    private static final long RANGE = 1L << 32;

    private final WideTraffic wide = new WideTraffic();

    private static Traffic traffic(long sent, long received, long out, long in) {
        return new Traffic(
                OptionalLong.of(sent),
                OptionalLong.of(received),
                OptionalLong.of(out),
                OptionalLong.of(in));
    }

    private static Traffic bytes(long sent, long received) {
        return new Traffic(
                OptionalLong.of(sent),
                OptionalLong.of(received),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    @Test
    void firstReading_isTold() {
        assertEquals(traffic(1, 2, 3, 4), wide.next(traffic(1, 2, 3, 4), false));
    }

    @Test
    void oneCounterThatFalls_hasWrapped() {
        wide.next(traffic(RANGE - 10, 20, 30, 40), false);

        assertEquals(traffic(RANGE + 5, 21, 31, 41), wide.next(traffic(5, 21, 31, 41), false));
    }

    /** Each may wrap in its turn. */
    @Test
    void countersThatWrapOneAfterTheOther_areCountedOn() {
        wide.next(bytes(RANGE - 10, RANGE - 20), false);
        wide.next(bytes(5, RANGE - 10), false);

        assertEquals(bytes(RANGE + 6, RANGE + 1), wide.next(bytes(6, 1), false));
    }

    /** Both could have wrapped, if there were only one. */
    @Test
    void twoCountersThatFallTogether_areThoseOfARestart() {
        wide.next(bytes(RANGE - 10, RANGE - 20), false);

        assertEquals(bytes(5, 6), wide.next(bytes(5, 6), false));
    }

    @Test
    void oneCounterThatFalls_isThatOfARestart_whereOneIsSuspected() {
        wide.next(bytes(RANGE - 10, 20), false);

        assertEquals(bytes(5, 30), wide.next(bytes(5, 30), true));
    }

    @Test
    void aSuspicionAlone_changesNothing() {
        wide.next(bytes(RANGE - 10, 20), false);
        wide.next(bytes(5, 20), false);

        assertEquals(bytes(RANGE + 6, 30), wide.next(bytes(6, 30), true));
    }

    @Test
    void whatWasCountedBeforeARestart_isForgotten() {
        wide.next(bytes(RANGE - 10, 20), false);
        wide.next(bytes(5, 20), false);
        assertEquals(bytes(1, 2), wide.next(bytes(1, 2), false));

        assertEquals(bytes(3, 4), wide.next(bytes(3, 4), false));
    }

    @Test
    void aCounterThatIsNotKnownForAWhile_isCountedOn() {
        wide.next(traffic(RANGE - 10, 1, 1, 1), false);
        Traffic stuck =
                new Traffic(
                        OptionalLong.empty(),
                        OptionalLong.of(2),
                        OptionalLong.of(2),
                        OptionalLong.of(2));
        assertEquals(stuck, wide.next(stuck, false));

        assertEquals(RANGE + 5, wide.next(traffic(5, 3, 3, 3), false).bytesSent().getAsLong());
    }
}
