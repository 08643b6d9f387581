// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.MappingRequest;

import java.time.Duration;

class DroppedLeasesTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration WEEK = MappingRequest.LONGEST_LEASE;

    private static DroppedLeases lost(DroppedLeases before, Duration lease, long at) {
        return before.lost(lease, at - 5, at);
    }

    private static DroppedLeases doubted() {
        return lost(lost(DroppedLeases.NONE, HOUR, 10), HOUR, 20);
    }

    private static DroppedLeases dropped() {
        return lost(doubted(), HOUR, 30);
    }

    @Test
    void oneLossMayBeARestart_threeAreNot() {
        DroppedLeases once = lost(DroppedLeases.NONE, HOUR, 10);
        assertEquals(HOUR, once.instead(HOUR));
        assertFalse(once.doubted());
        assertEquals(HOUR, doubted().instead(HOUR));
        assertTrue(doubted().doubted());
        assertEquals(Duration.ZERO, dropped().instead(HOUR));
        assertEquals(HOUR, lost(doubted().restarted(), HOUR, 30).instead(HOUR));
    }

    @Test
    void whatIsLostTogetherCountsOnce() {
        DroppedLeases once = DroppedLeases.NONE.lost(HOUR, 1, 10);
        assertSame(once, once.lost(HOUR, 2, 11));
        assertEquals(HOUR, once.instead(HOUR));
    }

    @Test
    void theOthersAreTriedInTurn_onceEach() {
        DroppedLeases first = dropped();
        DroppedLeases second = lost(first, Duration.ZERO, 40);
        assertEquals(WEEK, second.instead(HOUR));
        assertFalse(second.isExhausted(HOUR));
        DroppedLeases third = lost(second, WEEK, 50);
        assertEquals(HOUR, third.instead(HOUR), "none is left");
        assertTrue(third.isExhausted(HOUR));
        Duration other = Duration.ofHours(2);
        assertEquals(other, third.instead(other), "what was never tried is not known");
    }

    @Test
    void whileNothingStaysPortsAreOpenedOneAfterTheOther() {
        DroppedLeases doubted = doubted();
        assertFalse(doubted.waits(20), "the first at once");
        DroppedLeases asked = doubted.opens(20);
        assertTrue(asked.waits(21));
        assertFalse(asked.waits(20 + Duration.ofSeconds(15).toNanos()));
        assertFalse(asked.stays(HOUR, 21).waits(22), "one stays");
        assertTrue(asked.stays(HOUR, 5).waits(22), "an older one says nothing");
        assertSame(DroppedLeases.NONE, DroppedLeases.NONE.opens(5));
    }

    @Test
    void aLeaseThatIsKeptIsNotDropped() {
        assertEquals(HOUR, dropped().stays(HOUR, 40).instead(HOUR));
        assertEquals(Duration.ZERO, dropped().stays(Duration.ZERO, 40).instead(HOUR));
        assertEquals(HOUR, lost(doubted().stays(HOUR, 21), HOUR, 30).instead(HOUR));
    }

    @Test
    void aLeaseThatTheRouterRefusedIsNotAskedForAgain() {
        assertEquals(Duration.ZERO, DroppedLeases.NONE.refused(HOUR).instead(HOUR));
        assertFalse(DroppedLeases.NONE.refused(HOUR).doubted());
    }
}
