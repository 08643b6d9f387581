// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.igd.control.search.Worth;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** How a watch comes to its gateways. */
class FindingTest {
    private static final String URL = "http://192.168.1.1:5000/desc.xml";

    private final World world = new World();
    private final FakeRouter router = FakeRouter.usual();

    @Test
    void aGatewayThatIsThere_isToldAtOnce() {
        world.put(router);
        world.watching();
        world.pass(Duration.ofMillis(500));

        assertEquals(List.of("added " + URL + " 203.0.113.7 #0"), world.told.take());
    }

    @Test
    void everyValidGateway_isWatched() {
        world.put(router);
        world.put(new FakeRouter("http://192.168.1.2:80/x").named("uuid:two"));
        world.watching();
        world.passSeconds(5);

        assertEquals(2, world.told.gateways().size());
    }

    @Test
    void foundGateway_noFurtherSearch() {
        world.put(router);
        world.watching();
        world.passSeconds(3600);

        assertEquals(1, world.searches());
    }

    @Test
    void noGateway_searchesComeEverMoreRarely() {
        world.watching();
        world.passSeconds(3600);

        List<Long> pauses = world.pausesBetweenSearches();
        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L), pauses.subList(0, 8));
        assertEquals(300, pauses.get(pauses.size() - 1));
    }

    @Test
    void noGateway_isToldOncePerReason() {
        world.watching();
        world.passSeconds(600);
        assertEquals(List.of("missing NO_DEVICES"), world.told.take());

        world.put(router.worth(Worth.OFFLINE));
        world.passSeconds(600);
        assertEquals(List.of("missing NO_GATEWAY"), world.told.take());
    }

    @Test
    void aGatewayThatIsSwitchedOnLater_isFound() {
        world.watching();
        world.passSeconds(20);
        world.put(router);
        world.passSeconds(60);

        assertEquals(1, world.told.gateways().size());
    }

    @Test
    void aRouterThatWaitsForItsLine_isThereWithinSecondsOfIt() {
        world.put(router.worth(Worth.OFFLINE));
        world.watching();
        world.passSeconds(300);
        assertEquals(List.of(), world.told.gateways());

        router.worth(Worth.VALID);
        world.passSeconds(10);
        assertEquals(1, world.told.gateways().size());
    }

    /** Quirk A31: behind another NAT miniupnpd says Disconnected while it works. */
    @Test
    void aDoubtfulGateway_isTakenWhenThereIsNothingBetter() {
        world.put(router.worth(Worth.DOUBTFUL));
        world.watching();
        world.passSeconds(1);
        assertEquals(List.of(), world.told.gateways());

        world.passSeconds(2);
        assertEquals(1, world.told.gateways().size());
    }

    @Test
    void aDoubtfulGateway_isLeftWhereThereIsABetterOne() {
        world.put(new FakeRouter("http://192.168.1.2:80/x").named("b").worth(Worth.DOUBTFUL));
        world.put(router);
        world.watching();
        world.passSeconds(10);

        assertEquals(List.of("added " + URL + " 203.0.113.7 #0"), world.told.take());
    }

    @Test
    void theGatewayThatWasAskedFor_isTheOnlyOne() {
        world.put(router.notWanted());
        world.put(new FakeRouter("http://192.168.1.2:80/x").named("uuid:two"));
        world.watching("uuid:two");
        world.passSeconds(10);

        assertEquals(List.of("added http://192.168.1.2:80/x 203.0.113.7 #0"), world.told.take());
    }

    @Test
    void aUrl_isReadWithoutASearch() {
        world.put(router);
        world.watching(URL);
        world.passSeconds(10);

        assertEquals(1, world.told.gateways().size());
        assertEquals(0, world.searches());
    }

    @Test
    void aUrlThatIsDead_isMissing_andReadAgain() {
        world.watching(URL);
        world.passSeconds(60);
        assertEquals(List.of("missing NO_DEVICES"), world.told.take());

        world.put(router);
        world.passSeconds(60);
        assertEquals(1, world.told.gateways().size());
    }

    @Test
    void aUrlWhoseRouterMovedToAnotherPort_isFoundThere() {
        world.put(router);
        world.watching(URL);
        world.passSeconds(1);
        world.remove(router);
        world.put(new FakeRouter("http://192.168.1.1:6000/desc.xml"));
        world.passSeconds(600);

        assertEquals("http://192.168.1.1:6000/desc.xml", world.told.gateways().get(0).info().id());
    }

    @Test
    void aCrowdOfGateways_isBounded() {
        for (int host = 1; host < 60; host++) {
            world.put(new FakeRouter("http://192.168.2." + host + ":80/x").named("uuid:" + host));
        }
        world.watching();
        world.passSeconds(10);

        assertEquals(16, world.told.gateways().size());
    }

    @Test
    void aHostFullOfGateways_leavesRoomForOthers() {
        for (int port = 1; port < 60; port++) {
            world.put(new FakeRouter("http://192.168.1.1:" + (2000 + port) + "/x"));
        }
        world.put(new FakeRouter("http://192.168.1.9:80/x").named("uuid:other"));
        world.watching();
        world.passSeconds(10);

        assertTrue(
                world.told.gateways().stream()
                        .anyMatch(it -> it.info().id().equals("http://192.168.1.9:80/x")));
    }

    @Test
    void aFurtherStrategy_isAsked() {
        world.put(router);
        world.watching();
        world.passSeconds(60);
        world.watch().searchAnew();
        world.passSeconds(1);

        assertEquals(2, world.searches());
    }

    @Test
    void jitter_staysWithinAFifth() {
        assertEquals(Duration.ofSeconds(8), RetrySchedule.spread(Duration.ofSeconds(10), () -> 0));
        assertEquals(Duration.ofSeconds(12), RetrySchedule.spread(Duration.ofSeconds(10), () -> 1));
    }

    @Test
    void stopped_nothingIsLeftToDo() {
        world.put(router);
        world.watching();
        world.passSeconds(5);
        world.told.take();
        world.watch().stop();
        world.hear(Saying.alive(router).booted(7).now());
        int before = world.reads();
        world.passSeconds(3600);

        assertEquals(List.of(), router.subscribers());
        assertEquals(before, world.reads());
        assertEquals(Collections.emptyList(), world.told.take());
        assertEquals(0, world.tasks());
    }
}
