// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.control.Standing;
import org.postern.igd.control.environment.RetrySchedule;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** How a watch comes to its gateways. */
class FindingTest {
    private static final String URL = "http://192.168.1.1:5000/desc.xml";

    private final TestEnvironment network = new TestEnvironment();
    private final WatchedRouter router = WatchedRouter.usual();

    @Test
    void aGatewayThatIsThere_isToldAtOnce() {
        network.put(router);
        network.watching();
        network.pass(Duration.ofMillis(500));

        assertEquals(List.of("added " + URL + " 203.0.113.7 #0"), network.calls.take());
    }

    @Test
    void everyValidGateway_isWatched() {
        network.put(router);
        network.put(new WatchedRouter("http://192.168.1.2:80/x").named("uuid:two"));
        network.watching();
        network.passSeconds(5);

        assertEquals(2, network.calls.gateways().size());
    }

    @Test
    void foundGateway_noFurtherSearch() {
        network.put(router);
        network.watching();
        network.passSeconds(3600);

        assertEquals(1, network.searches());
    }

    /** Quirk S31. */
    @Test
    void anotherDescriptionOfOneRouter_isUsedOnceTheFirstIsGone() {
        String second = router.url().resolve("/second.xml").toString();
        network.put(router);
        network.put(new WatchedRouter(second).named("uuid:second"));
        network.watching();
        network.passSeconds(60);
        assertEquals(1, network.calls.gateways().size());
        network.calls.take();

        network.remove(router);
        network.passSeconds(600);
        assertEquals(
                List.of("removed " + router.url(), "added " + second + " 203.0.113.7 #0"),
                network.calls.take());
    }

    @Test
    void noGateway_searchesComeEverMoreRarely() {
        network.watching();
        network.passSeconds(3600);

        List<Long> pauses = network.pausesBetweenSearches();
        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L), pauses.subList(0, 8));
        assertEquals(300, pauses.get(pauses.size() - 1));
        assertEquals(network.searches(), network.calls.searches());
    }

    @Test
    void noGateway_isToldOncePerReason() {
        network.watching();
        network.passSeconds(600);
        assertEquals(List.of("missing NO_DEVICES"), network.calls.take());

        network.put(router.standing(Standing.DISCONNECTED));
        network.passSeconds(600);
        assertEquals(List.of("missing NO_GATEWAY"), network.calls.take());
    }

    @Test
    void aGatewayThatIsSwitchedOnLater_isFound() {
        network.watching();
        network.passSeconds(20);
        network.put(router);
        network.passSeconds(60);

        assertEquals(1, network.calls.gateways().size());
    }

    @Test
    void aRouterThatWaitsForItsLine_isThereWithinSecondsOfIt() {
        network.put(router.standing(Standing.DISCONNECTED));
        network.watching();
        network.passSeconds(300);
        assertEquals(List.of(), network.calls.gateways());

        router.standing(Standing.PUBLIC);
        network.passSeconds(10);
        assertEquals(1, network.calls.gateways().size());
    }

    /** Quirk A31: behind another NAT miniupnpd says Disconnected while it works. */
    @Test
    void aDoubtfulGateway_isTakenWhenThereIsNothingBetter() {
        network.put(router.standing(Standing.DOUBTFUL));
        network.watching();
        network.passSeconds(1);
        assertEquals(List.of(), network.calls.gateways());

        network.passSeconds(2);
        assertEquals(1, network.calls.gateways().size());
    }

    @Test
    void aDoubtfulGateway_isLeftWhereThereIsABetterOne() {
        network.put(
                new WatchedRouter("http://192.168.1.2:80/x")
                        .named("b")
                        .standing(Standing.DOUBTFUL));
        network.put(router);
        network.watching();
        network.passSeconds(10);

        assertEquals(List.of("added " + URL + " 203.0.113.7 #0"), network.calls.take());
    }

    @Test
    void theGatewayThatWasAskedFor_isTheOnlyOne() {
        network.put(router);
        network.put(new WatchedRouter("http://192.168.1.2:80/x").named("uuid:two"));
        network.watching("uuid:two");
        network.passSeconds(10);

        assertEquals(List.of("added http://192.168.1.2:80/x 203.0.113.7 #0"), network.calls.take());
    }

    @Test
    void aUrl_isReadWithoutASearch() {
        network.put(router);
        network.watching(URL);
        network.passSeconds(10);

        assertEquals(1, network.calls.gateways().size());
        assertEquals(0, network.searches());
    }

    @Test
    void aUrlThatIsDead_isMissing_andReadAgain() {
        network.watching(URL);
        network.passSeconds(60);
        assertEquals(List.of("missing NO_DEVICES"), network.calls.take());

        network.put(router);
        network.passSeconds(60);
        assertEquals(1, network.calls.gateways().size());
    }

    @Test
    void aUrlWhoseRouterMovedToAnotherPort_isFoundThere() {
        network.put(router);
        network.watching(URL);
        network.passSeconds(1);
        network.remove(router);
        network.put(new WatchedRouter("http://192.168.1.1:6000/desc.xml"));
        network.passSeconds(600);

        assertEquals(
                "http://192.168.1.1:6000/desc.xml", network.calls.gateways().get(0).info().id());
    }

    @Test
    void aCrowdOfGateways_isBounded() {
        for (int host = 1; host < 60; host++) {
            network.put(
                    new WatchedRouter("http://192.168.2." + host + ":80/x").named("uuid:" + host));
        }
        network.watching();
        network.passSeconds(10);

        assertEquals(16, network.calls.gateways().size());
    }

    @Test
    void aHostFullOfGateways_leavesRoomForOthers() {
        for (int port = 1; port < 60; port++) {
            network.put(new WatchedRouter("http://192.168.1.1:" + (2000 + port) + "/x"));
        }
        network.put(new WatchedRouter("http://192.168.1.9:80/x").named("uuid:other"));
        network.watching();
        network.passSeconds(10);

        assertTrue(
                network.calls.gateways().stream()
                        .anyMatch(it -> it.info().id().equals("http://192.168.1.9:80/x")));
    }

    @Test
    void aFurtherStrategy_isAsked() {
        network.put(router);
        network.watching();
        network.passSeconds(60);
        network.watch().searchAgain();
        network.passSeconds(1);

        assertEquals(2, network.searches());
    }

    @Test
    void jitter_staysWithinAFifth() {
        assertEquals(Duration.ofSeconds(8), RetrySchedule.varied(Duration.ofSeconds(10), () -> 0));
        assertEquals(Duration.ofSeconds(12), RetrySchedule.varied(Duration.ofSeconds(10), () -> 1));
    }

    @Test
    void stopped_nothingIsLeftToDo() {
        network.put(router);
        network.watching();
        network.passSeconds(5);
        network.calls.take();
        network.watch().stop();
        network.hear(AnnouncementBuilder.alive(router).booted(7).now());
        int before = network.reads();
        network.passSeconds(3600);

        assertEquals(List.of(), router.subscribers());
        assertEquals(before, network.reads());
        assertEquals(Collections.emptyList(), network.calls.take());
        assertEquals(0, network.tasks());
    }
}
