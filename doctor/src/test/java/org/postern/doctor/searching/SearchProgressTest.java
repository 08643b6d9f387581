// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.searching;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.doctor.searching.SearchProgress.Finder;

import java.time.Duration;

/** When nothing more is to be expected. */
class SearchProgressTest {
    private static SearchProgress of(Finder finder, int millis, String facts) {
        return new SearchProgress(
                Duration.ofMillis(millis),
                finder,
                facts.contains("upnp"),
                facts.contains("multicast"),
                facts.contains("refused"),
                facts.contains("described"),
                facts.contains("any"),
                facts.contains("forbidden"),
                facts.contains("open"));
    }

    private static void assertOver(Finder finder, int millis, String facts) {
        assertTrue(of(finder, millis, facts).isOver());
    }

    private static void assertOpen(Finder finder, int millis, String facts) {
        assertFalse(of(finder, millis, facts).isOver());
    }

    @Test
    void asLongAsTheOtherCallsSearchGoesOn_soDoesThisOne() {
        assertOpen(Finder.SEARCHING, 19_000, "any");
    }

    @Test
    void aGatewayThatAnswersByMulticastEndsIt_whenOthersHadTheTimeToAnswer() {
        assertOpen(Finder.FOUND, 299, "upnp multicast");
        assertOver(Finder.FOUND, 300, "upnp multicast");
        assertOpen(Finder.FOUND, 300, "upnp multicast open");
        assertOver(Finder.FOUND, 1200, "upnp multicast open");
    }

    @Test
    void oneThatDoesNot_hasSomewhatMoreThanASecondToDoSo() {
        assertOpen(Finder.FOUND, 1199, "upnp");
        assertOver(Finder.FOUND, 1200, "upnp");
    }

    @Test
    void oneOverAnotherProtocolMaySpeakUpnpToo_unlessNobodyListensThere() {
        assertOver(Finder.FOUND, 50, "refused");
        assertOver(Finder.FOUND, 800, "described");
        assertOpen(Finder.FOUND, 2499, "open");
        assertOver(Finder.FOUND, 2500, "open");
    }

    @Test
    void whereNoneWasFound_whatIsReadDecides() {
        assertOpen(Finder.FAILED, 2499, "any");
        assertOver(Finder.FAILED, 2500, "any");
        assertOpen(Finder.FAILED, 5999, "");
        assertOver(Finder.FAILED, 6000, "");
        assertOpen(Finder.FAILED, 10_000, "open");
    }

    @Test
    void whereThisMachineLetsNothingOut_nobodyIsWaitedFor() {
        assertOpen(Finder.FAILED, 1199, "forbidden");
        assertOver(Finder.FAILED, 1200, "forbidden");
        assertOpen(Finder.FAILED, 1200, "forbidden open");
    }
}
