// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.port.keeper.state.StateSamples.seconds;

import org.junit.jupiter.api.Test;

import java.util.List;

/** When a lease may end that was renewed in vain, in seconds. */
class FormerEndsTest {
    private static final long LENGTH = seconds(120);

    /** Renewed at its half. */
    private final FormerEnds ends = FormerEnds.NONE.renewed(seconds(120), seconds(60));

    private static FormerEnds shown(FormerEnds ends, long second) {
        return ends.shown(LENGTH, seconds(second));
    }

    private static boolean isLapsed(FormerEnds ends, long second) {
        return ends.isLapsed(LENGTH, seconds(second));
    }

    @Test
    void withoutARenewalThereIsNone() {
        assertFalse(isLapsed(FormerEnds.NONE, 120));
        assertEquals(Term.NEVER, FormerEnds.NONE.nextLook(LENGTH, 0));
        assertEquals(7, FormerEnds.NONE.notBefore(LENGTH, 7));
    }

    @Test
    void itIsLookedUpShortlyBeforeTheFormerEndAndShortlyAfterIt() {
        assertEquals(seconds(108), ends.nextLook(LENGTH, seconds(70)));
        assertEquals(seconds(126), ends.nextLook(LENGTH, seconds(108)));
        assertEquals(Term.NEVER, ends.nextLook(LENGTH, seconds(126)));
        long hour = seconds(3600);
        FormerEnds longer = FormerEnds.NONE.renewed(hour, hour / 2);
        assertEquals(seconds(3580), longer.nextLook(hour, hour / 2));
        assertEquals(seconds(3610), longer.nextLook(hour, seconds(3581)));
    }

    @Test
    void itIsNotRenewedBetween() {
        assertEquals(seconds(132), ends.notBefore(LENGTH, seconds(70)));
        assertEquals(seconds(126), ends.notBefore(LENGTH, seconds(126)));
    }

    @Test
    void whatWasThereBeforeAFormerEndAndIsMissingAfterItHasLapsed() {
        assertTrue(isLapsed(shown(ends, 108), 114));
        assertTrue(isLapsed(shown(shown(ends, 108), 126), 200), "the router looks once a minute");
        assertFalse(isLapsed(shown(ends, 108), 113), "earlier than it was to end");
        assertFalse(isLapsed(shown(ends, 107), 126), "perhaps earlier than it was to end");
    }

    @Test
    void whatIsThereLongAfterAFormerEndWasRenewed() {
        FormerEnds later = shown(ends, 150);

        assertEquals(List.of(), later.ends());
        assertFalse(isLapsed(later, 151));
    }

    @Test
    void eachRenewalMayHaveBeenInVain() {
        FormerEnds twice = ends.renewed(seconds(180), seconds(119));

        assertTrue(isLapsed(shown(twice, 119), 126));
        FormerEnds first = shown(twice, 170);
        assertEquals(List.of(seconds(180)), first.ends());
        assertTrue(isLapsed(first, 180));
    }
}
