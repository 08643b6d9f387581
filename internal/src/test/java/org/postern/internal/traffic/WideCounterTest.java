// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WideCounterTest {
    private final WideCounter counter = new WideCounter();

    @Test
    void theFirstValue_isTheCount() {
        assertEquals(17, counter.next(17));
    }

    @Test
    void aCounterThatGrows_isCountedAsItIs() {
        counter.next(17);

        assertEquals(17, counter.next(17));
        assertEquals(6_000_000_000L, counter.next(6_000_000_000L));
    }

    @Test
    void aCounterThatWraps_isCountedOn_eachTime() {
        counter.next(4_294_967_290L);

        assertEquals(4_294_967_300L, counter.next(4));
        assertEquals(4_294_967_300L + 2_147_483_647L, counter.next(2_147_483_651L));
        assertEquals(2 * 4_294_967_296L + 1, counter.next(4_294_967_295L) + 2);
        assertEquals(2 * 4_294_967_296L, counter.next(0));
    }

    @Test
    void aCounterThatFallsFar_beginsAgain_sinceTheGatewayRestarted() {
        counter.next(1_000_000);

        assertEquals(5, counter.next(5));
        assertEquals(9, counter.next(9));
    }

    @Test
    void aCounterOfMoreThan32Bits_doesNotWrap() {
        counter.next(5_000_000_000L);

        assertEquals(5, counter.next(5));
    }
}
