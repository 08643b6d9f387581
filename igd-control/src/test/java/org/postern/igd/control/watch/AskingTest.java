// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.control.Standing;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** When a gateway is asked out of turn, since what it did not tell may have changed. */
class AskingTest extends OneRouterWatch {
    /** As miniupnpd does when its line is dialled again (quirk G9). */
    @Test
    void theEventOfTheNewAddressIsLost_itIsToldWithinTwoSeconds() {
        router.event(Map.of("ExternalIPAddress", "0.0.0.0", "ConnectionStatus", "Disconnected"));
        router.external("198.51.100.9");
        network.passSeconds(2);

        assertEquals(
                List.of("changed " + URL + " none #0", "changed " + URL + " 198.51.100.9 #1"),
                network.calls.take());
    }

    /** An event about mappings was on its way when the address changed (quirk G9). */
    @Test
    void anotherAddressIsHiddenByAnotherEvent_itIsToldWithinTwoSeconds() {
        router.event("PortMappingNumberOfEntries", "7");
        router.external("198.51.100.9");
        network.passSeconds(2);

        assertEquals(List.of("changed " + URL + " 198.51.100.9 #1"), network.calls.take());
    }

    @Test
    void severalEventsInARow_areOneReasonToAsk() {
        for (int i = 0; i < 100; i++) {
            router.event("PortMappingNumberOfEntries", Integer.toString(i));
            network.pass(Duration.ofMillis(100));
        }
        assertEquals(0, router.asked());
        network.passSeconds(2);

        assertEquals(1, router.asked());
    }

    @Test
    void theAddressComesLate_andItsEventIsLost_itIsToldSoon() {
        router.external("").event("ExternalIPAddress", "");
        for (int due : List.of(1, 2, 4, 8)) {
            int asked = router.asked();
            network.passSeconds(due);
            assertEquals(asked + 1, router.asked(), "after " + due + " s more");
        }
        network.calls.take();
        router.external("198.51.100.9");
        network.passSeconds(16);

        assertEquals(List.of("changed " + URL + " 198.51.100.9 #1"), network.calls.take());
    }

    @Test
    void itsAnswersLagBehindItsEvents_whatItSaysLastIsToldSoon() {
        router.event("ExternalIPAddress", "198.51.100.9");
        network.passSeconds(2);
        router.external("198.51.100.9");
        network.passSeconds(3);

        assertEquals(
                List.of(
                        "changed " + URL + " 198.51.100.9 #1",
                        "changed " + URL + " 203.0.113.7 #2",
                        "changed " + URL + " 198.51.100.9 #3"),
                network.calls.take());
    }

    @Test
    void itsAnswersAndEventsAreAtOdds_itIsAskedRarelyInTheEnd() {
        router.event("ExternalIPAddress", "198.51.100.9");
        network.pass(Duration.ofMinutes(20));
        int asked = router.asked();
        network.pass(Duration.ofHours(10));

        assertTrue(asked <= 20, "asked at first: " + asked);
        assertEquals(120, router.asked() - asked, "only the regular ones");
    }

    @Test
    void onceItHasAnAddress_itIsLeftAlone() {
        router.event("ExternalIPAddress", "0.0.0.0");
        network.passSeconds(2);
        int asked = router.asked();
        network.pass(TestEnvironment.POLL.minusSeconds(10));

        assertEquals(asked, router.asked());
    }

    @Test
    void itLosesItsAddressAgain_thePatienceBeginsAnew() {
        router.external("").event("ExternalIPAddress", "");
        network.passSeconds(300);
        router.external("198.51.100.9").event("ExternalIPAddress", "198.51.100.9");
        network.passSeconds(60);
        network.calls.take();
        router.external("").event("ExternalIPAddress", "0.0.0.0");
        network.passSeconds(1);
        router.external("198.51.100.9");
        network.passSeconds(2);

        assertEquals(
                List.of("changed " + URL + " none #1", "changed " + URL + " 198.51.100.9 #2"),
                network.calls.take());
    }

    @Test
    void aRouterThatNeverHasAnAddress_isAskedRarelyInTheEnd() {
        router.standing(Standing.DISCONNECTED).external("").event("ExternalIPAddress", "");
        network.pass(Duration.ofMinutes(10));
        assertTrue(router.asked() <= 18, "asked in ten minutes: " + router.asked());
        network.pass(Duration.ofMinutes(10));
        int asked = router.asked();
        network.pass(Duration.ofHours(10));

        // Regularly, and whenever it was not heard of for its max-age.
        assertEquals(120 + 20, router.asked() - asked);
    }

    @Test
    void withoutEvents_aLineThatIsDownIsAskedSoon() {
        WatchedRouter silent =
                new WatchedRouter("http://192.168.1.2:80/x").named("uuid:two").withoutEvents();
        network.put(silent);
        network.watch().searchAgain();
        network.passSeconds(5);
        silent.external("");
        network.pass(TestEnvironment.POLL);
        network.calls.take();
        silent.external("198.51.100.9");
        network.passSeconds(60);

        assertEquals(
                List.of("changed http://192.168.1.2:80/x 198.51.100.9 #1"), network.calls.take());
    }

    @Test
    void aRouterThatTellsAllTheTime_isNoTightLoop() {
        for (int i = 0; i < 600; i++) {
            router.event("ExternalIPAddress", i % 2 == 0 ? "0.0.0.0" : "203.0.113.7");
            network.passSeconds(2);
        }

        // One each ten seconds in the long run, beside five in a row and the regular ones.
        assertTrue(router.asked() <= 120 + 5 + 4, "asked: " + router.asked());
        assertTrue(router.asked() >= 60, "asked: " + router.asked());
    }

    @Test
    void anAnswerThatNeverComes_isNoTightLoop() {
        router.hangs();
        router.external("").event("ExternalIPAddress", "");
        network.pass(Duration.ofMinutes(5));

        assertEquals(1, router.asked());
        assertTrue(network.tasks() < 20, "tasks: " + network.tasks());
    }

    @Test
    void whenItsWatchEnds_nothingIsAskedAnyMore() {
        router.external("").event("ExternalIPAddress", "");
        network.pass(Duration.ofMillis(10));
        network.watch().stop();
        network.passSeconds(600);

        assertEquals(0, router.asked());
        assertEquals(0, network.tasks());
    }
}
