// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.port.keeper.state.StateSamples.seconds;

import org.junit.jupiter.api.Test;
import org.postern.port.keeper.internal.timing.Jitter;

import java.time.Duration;

/** Leases in time, in seconds. */
class TermTest {
    private static final Jitter MIDDLE = () -> 0.5;

    private static Duration s(long count) {
        return Duration.ofSeconds(count);
    }

    private static Term term(long start, long length, long end, long renewal, long before) {
        return new Term(
                seconds(start),
                seconds(length),
                seconds(end),
                seconds(renewal),
                before < 0 ? Term.NEVER : seconds(before));
    }

    @Test
    void aNewLeaseIsRenewedAtItsHalf_aTenthEarlierOrLater() {
        assertEquals(term(100, 1000, 1100, 600, -1), Term.granted(seconds(100), s(1000), MIDDLE));
        assertEquals(seconds(450), Term.granted(0, s(1000), () -> 0).renewal());
        assertEquals(seconds(550), Term.granted(0, s(1000), () -> 1).renewal());
    }

    @Test
    void aLeaseWithoutAnEndStaysSo() {
        assertSame(Term.PERMANENT, Term.granted(5, s(0), MIDDLE));
        assertSame(Term.PERMANENT, Term.PERMANENT.seen(7, s(0), MIDDLE));
        assertEquals(Term.PERMANENT, Term.adopted(5, s(0), s(0), MIDDLE));
        assertSame(Term.PERMANENT, Term.PERMANENT.renewed(7, MIDDLE));
        assertTrue(Term.PERMANENT.isPermanent());
        assertFalse(term(0, 100, 100, 50, -1).isPermanent());
        assertFalse(Term.PERMANENT.isUnproven());
    }

    /** Quirk A47. */
    @Test
    void aLeaseThatIsShownAsNone_endsWhenItWasToEnd() {
        assertEquals(
                term(0, 100, 100, 50, -1),
                term(0, 100, 100, 50, -1).seen(seconds(7), s(0), MIDDLE));
        assertFalse(term(500, 1000, 1500, 1000, 1000).seen(7, s(0), MIDDLE).isUnproven());
        assertEquals(
                term(5, 3600, 3605, 35, -1),
                Term.adopted(seconds(5), s(0), s(3600), MIDDLE),
                "renewed soon, as it may end soon");
    }

    @Test
    void aForeverThatBecameALeaseIsALeaseFromThenOn() {
        assertEquals(term(10, 600, 610, 310, -1), Term.PERMANENT.seen(seconds(10), s(600), MIDDLE));
    }

    @Test
    void anAdoptedLeaseIsRenewedAtTheHalfOfWhatWasAsked() {
        assertEquals(
                term(100, 3600, 3100, 1300, -1),
                Term.adopted(seconds(100), s(3000), s(3600), MIDDLE));
        assertEquals(
                seconds(100),
                Term.adopted(seconds(100), s(1000), s(3600), MIDDLE).renewal(),
                "at once, as half is over");
        assertEquals(
                term(100, 3600, 3700, 130, -1),
                Term.adopted(seconds(100), s(7200), s(3600), MIDDLE),
                "more than asked is not believed");
    }

    @Test
    void aRenewedLeaseBeginsAnew_andIsUnprovenUntilItIsSeen() {
        Term renewed = term(0, 1000, 1000, 500, -1).renewed(seconds(500), MIDDLE);

        assertEquals(
                new Term(
                        seconds(500),
                        seconds(1000),
                        seconds(1500),
                        seconds(1000),
                        seconds(1000),
                        FormerEnds.NONE.renewed(seconds(1000), seconds(500))),
                renewed);
        assertTrue(renewed.isUnproven());
        assertFalse(renewed.seen(seconds(510), s(990), MIDDLE).isUnproven());
    }

    @Test
    void otherMomentsLeaveTheRest() {
        Term term = term(0, 1000, 1000, 500, 700);

        assertEquals(term(0, 1000, 1000, 800, 700), term.renewedAt(seconds(800)));
        assertEquals(term(0, 1000, 1200, 1200, 700), term.lasting(seconds(1200)));
    }

    /** With a tolerance of a twentieth, and two seconds at least. */
    @Test
    void aRenewalWithoutEffectIsSeenByTheOldEnd() {
        Term renewed = term(500, 1000, 1500, 1000, 1000);

        assertTrue(renewed.isStale(seconds(510), s(490)));
        assertTrue(renewed.isStale(seconds(510), s(540)), "still within the tolerance");
        assertFalse(renewed.isStale(seconds(510), s(541)));
        assertFalse(renewed.isStale(seconds(510), s(990)));
        assertFalse(renewed.isStale(seconds(510), s(0)), "no end at all");
        assertFalse(term(500, 1000, 1500, 1000, -1).isStale(seconds(510), s(490)));
        Term justBefore = term(500, 1000, 1500, 1000, 1449);
        assertFalse(justBefore.isStale(seconds(510), s(940)), "no earlier than it should end");
        assertTrue(justBefore.isStale(seconds(510), s(939)));
        Term brief = term(10, 20, 30, 20, 15);
        assertTrue(brief.isStale(seconds(11), s(6)));
        assertFalse(brief.isStale(seconds(11), s(7)));
    }

    @Test
    void aRouterThatGrantsLessThanBeforeIsBelieved() {
        Term renewed = term(500, 1000, 1500, 1000, 1000);

        assertEquals(term(500, 710, 1210, 855, -1), renewed.seen(seconds(510), s(700), MIDDLE));
        assertEquals(
                term(500, 1000, 1450, 1000, -1),
                renewed.seen(seconds(510), s(940), MIDDLE),
                "within the tolerance");
    }

    @Test
    void whatIsShownCountsForTheEnd_andShortlyBeforeItForTheRenewal() {
        Term term = term(0, 1000, 1000, 500, -1);

        assertEquals(term(0, 1000, 990, 500, -1), term.seen(seconds(100), s(890), MIDDLE));
        assertEquals(term(0, 1000, 500, 500, -1), term.seen(seconds(100), s(400), MIDDLE));
        assertEquals(
                term(0, 1000, 499, 100, -1),
                term.seen(seconds(100), s(399), MIDDLE),
                "less than two fifths: at once");
        assertEquals(
                seconds(500),
                term.seen(seconds(600), s(300), MIDDLE).renewal(),
                "not later than planned");
    }

    /** Quirk A47. */
    @Test
    void aLeaseThatDoesNotGetShorterIsNotBelieved() {
        Term renewed = term(0, 1000, 1000, 500, -1).renewed(seconds(500), MIDDLE);

        Term seen = renewed.seen(seconds(510), s(1000), MIDDLE);
        assertEquals(seconds(1500), seen.end());
        assertEquals(seconds(980), seen.nextLook(seconds(510)), "it may yet end as before");
    }
}
