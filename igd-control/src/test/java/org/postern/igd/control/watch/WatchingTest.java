// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.UpnpResult;
import org.postern.igd.control.search.Worth;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What becomes of a gateway that is watched: its events, its answers, and whether it is still there. */
class WatchingTest {
    private static final String URL = "http://192.168.1.1:5000/desc.xml";

    private final World world = new World();
    private final FakeRouter router = FakeRouter.usual();

    @BeforeEach
    void watch() {
        world.put(router);
        world.watching();
        world.passSeconds(5);
        assertEquals(List.of("added " + URL + " 203.0.113.7 #0"), world.told.take());
    }

    @Test
    void anEvent_isToldAtOnce() {
        router.event("ExternalIPAddress", "198.51.100.9");
        world.pass(Duration.ofMillis(1));

        assertEquals(List.of("changed " + URL + " 198.51.100.9 #1"), world.told.take());
    }

    @Test
    void eventsThatChangeNothing_areNotTold() {
        router.event(Map.of("ExternalIPAddress", "203.0.113.7", "ConnectionStatus", "Connected"));
        world.passSeconds(1);

        assertEquals(List.of(), world.told.take());
    }

    @Test
    void aFloodOfEvents_isBounded_andTheEndOfItIsAskedFor() {
        world.passSeconds(60);
        int asked = router.asked();
        for (int i = 0; i < 10_000; i++) {
            router.event("ExternalIPAddress", "198.51." + i % 250 + "." + i / 250);
        }
        router.external("192.0.2.1");
        world.pass(Duration.ofMillis(500));

        List<String> told = world.told.take();
        assertTrue(told.size() <= 65, "told " + told.size() + " times");
        assertTrue(told.get(told.size() - 1).contains(" 192.0.2.1 "));
        assertEquals(asked + 1, router.asked());
    }

    @Test
    void withoutEvents_theNewAddressIsToldWithinThePoll() {
        FakeRouter other =
                new FakeRouter("http://192.168.1.2:80/x").named("uuid:two").withoutEvents();
        world.put(other);
        world.watch().searchAnew();
        world.passSeconds(5);
        world.told.take();
        other.external("198.51.100.9");
        world.pass(World.POLL.plusSeconds(1));

        assertEquals(List.of("changed http://192.168.1.2:80/x 198.51.100.9 #1"), world.told.take());
    }

    @Test
    void polls_goOn() {
        world.pass(World.POLL.multipliedBy(10));

        assertEquals(10, router.asked());
    }

    @Test
    void anUptimeThatBeganAnew_raisesTheRevision_andSubscribesAnew() {
        router.up(Duration.ofDays(9));
        world.pass(World.POLL);
        router.up(Duration.ofSeconds(9));
        world.pass(World.POLL);

        assertEquals(List.of("changed " + URL + " 203.0.113.7 #1"), world.told.take());
        assertEquals(2, router.subscriptions());
    }

    @Test
    void aPollWithoutAnswer_oneThatCanBeReadStays() {
        router.answersNothing();
        world.pass(World.POLL.multipliedBy(3));

        assertEquals(List.of(), world.told.take());
    }

    @Test
    void aPollWithoutAnswer_oneThatIsDeadGoes_andIsSearchedAtOnce() {
        world.remove(router);
        world.pass(World.POLL.plusSeconds(4));

        assertEquals(List.of("removed " + URL, "missing NO_DEVICES"), afterSeconds(3));
        assertTrue(world.searches() > 1);
    }

    @Test
    void aDeadGateway_isReadThreeTimesFirst() {
        long before = world.reads(router.url());
        world.remove(router);
        untilThePoll();
        assertEquals(before + 1, world.reads(router.url()));
        world.passSeconds(3);

        assertEquals("removed " + URL, world.told.take().get(0));
        assertTrue(world.reads(router.url()) >= before + 3);
    }

    @Test
    void aDescriptionThatFailsOnce_isNoDeath() {
        world.goOffline();
        router.answersNothing();
        untilThePoll();
        world.goOnline();
        world.passSeconds(10);

        assertEquals(List.of(), world.told.take());
    }

    @Test
    void aGatewayThatComesBackAtItsUrl_isThereWithinSeconds() {
        world.remove(router);
        world.pass(World.POLL.plusSeconds(150));
        world.told.take();
        world.put(FakeRouter.usual().silent());
        world.passSeconds(10);

        assertEquals(List.of("added " + URL + " 203.0.113.7 #0"), world.told.take());
    }

    @ParameterizedTest
    @EnumSource(
            value = UpnpResult.class,
            names = {"SOCKET_ERROR", "HTTP_ERROR"})
    void aCallThatFails_isAReasonToLook(UpnpResult how) {
        Gateway gateway = world.told.gateways().get(0);
        world.remove(router.callsFail(how));
        assertThrows(GatewayException.class, gateway::externalAddress);
        world.passSeconds(4);

        assertEquals("removed " + URL, world.told.take().get(0));
    }

    @Test
    void aPacedCallThatFails_isAReasonToLook() {
        Gateway paced = world.told.gateways().get(0).paced(() -> Duration.ZERO);
        world.remove(router.callsFail(UpnpResult.SOCKET_ERROR));
        assertThrows(GatewayException.class, paced::externalAddress);
        world.passSeconds(4);

        assertEquals("removed " + URL, world.told.take().get(0));
    }

    @Test
    void aRefusedCall_isNoReasonToLook() {
        Gateway gateway = world.told.gateways().get(0);
        int before = world.reads();
        router.callsFail(UpnpResult.NOT_AUTHORIZED);
        assertThrows(GatewayException.class, gateway::externalAddress);
        world.passSeconds(4);

        assertEquals(before, world.reads());
    }

    @Test
    void aThousandCallsThatFail_costAFewReadings() {
        Gateway gateway = world.told.gateways().get(0);
        router.callsFail(UpnpResult.SOCKET_ERROR);
        int before = world.reads();
        for (int i = 0; i < 1000; i++) {
            assertThrows(GatewayException.class, gateway::externalAddress);
            world.pass(Duration.ofMillis(10));
        }

        assertTrue(world.reads() - before <= 4, "readings: " + (world.reads() - before));
        assertEquals(List.of(), world.told.take());
    }

    @Test
    void anotherUdnAtItsUrl_isAnother_addedBeforeTheOldOneGoes() {
        becomesAnother(router.named("uuid:new"));
    }

    @Test
    void anotherControlUrl_isAnother() {
        becomesAnother(router.controlledAt("/other"));
    }

    @Test
    void anotherAddressOfOurs_isAnother() {
        becomesAnother(router.seenFrom("192.168.1.77"));
    }

    private void becomesAnother(FakeRouter other) {
        other.answersNothing();
        world.pass(World.POLL.plusSeconds(2));

        assertEquals(
                List.of("added " + URL + " 203.0.113.7 #0", "removed " + URL), world.told.take());
        assertEquals(1, router.subscribers().size());
    }

    @Test
    void noGatewayAnyMoreAtItsUrl_isGone() {
        router.worth(Worth.NO_GATEWAY).answersNothing();
        world.pass(World.POLL.plusSeconds(4));

        assertEquals("removed " + URL, world.told.take().get(0));
    }

    @Test
    void aLineThatIsDown_isNoDeath() {
        router.worth(Worth.OFFLINE).external("").status("Disconnected");
        world.pass(World.POLL.multipliedBy(5));

        assertEquals(List.of("changed " + URL + " none #0"), world.told.take());
    }

    @Test
    void eventsThatEnd_areAReasonToLook() {
        int before = world.reads();
        router.event("ConnectionStatus", "Connected");
        world.passSeconds(1);
        router.subscribers().get(0).lost("HTTP status 412");
        world.passSeconds(1);

        assertEquals(before + 1, world.reads());
    }

    @Test
    void eventsThatNeverCame_areNone() {
        int before = world.reads();
        router.subscribers().get(0).lost("HTTP status 501");
        world.passSeconds(1);

        assertEquals(before, world.reads());
    }

    @Test
    void anotherAddressOfThisHost_looksAndSearchesAtOnce() {
        world.ownAddress("192.168.1.99");
        router.seenFrom("192.168.1.99");
        world.passSeconds(8);

        assertEquals(
                List.of("added " + URL + " 203.0.113.7 #0", "removed " + URL), world.told.take());
        assertEquals(2, world.searches());
    }

    @Test
    void theNetworkGoesDownAndUp_theGatewayIsBackAtOnce() {
        world.goOffline();
        router.answersNothing();
        world.ownAddress("127.0.0.1");
        world.passSeconds(600);
        assertEquals("removed " + URL, world.told.take().get(0));

        world.goOnline();
        world.ownAddress("192.168.1.5");
        world.passSeconds(6);
        assertEquals(List.of("added " + URL + " 203.0.113.7 #0"), world.told.take());
    }

    @Test
    void theNetworkIsDownForAMoment_nothingIsTold() {
        world.ownAddress("127.0.0.1");
        world.passSeconds(6);
        world.ownAddress("192.168.1.5");
        world.passSeconds(60);

        assertEquals(List.of(), world.told.take());
    }

    @Test
    void anInterfaceThatFlaps_isNoTightLoop() {
        for (int i = 0; i < 600; i++) {
            world.ownAddress("192.168.1." + (5 + i % 2));
            world.passSeconds(1);
        }

        assertTrue(world.searches() <= 121, "searches: " + world.searches());
        assertTrue(world.reads() <= 250, "readings: " + world.reads());
    }

    @Test
    void asleep_looksAndSearchesWhenItWakes() {
        int reads = world.reads();
        world.sleep(Duration.ofHours(8));
        world.passSeconds(6);

        assertEquals(2, world.searches());
        assertEquals(reads + 1, world.reads());
    }

    @Test
    void aRestartWhileAsleep_isNoticed() {
        router.up(Duration.ofDays(9));
        world.pass(World.POLL);
        world.told.take();
        world.sleep(Duration.ofHours(8));
        router.up(Duration.ofHours(5));
        world.pass(World.POLL.plusSeconds(10));

        assertEquals(List.of("changed " + URL + " 203.0.113.7 #1"), world.told.take());
    }

    @Test
    void aListenerThatFails_disturbsNobody() {
        world.told.failing();
        router.external("198.51.100.9").event("ExternalIPAddress", "198.51.100.9");
        world.passSeconds(1);
        router.external("198.51.100.10").event("ExternalIPAddress", "198.51.100.10");
        world.passSeconds(1);

        assertEquals(2, world.told.failures());
    }

    /** And the first reading that it brings about. */
    private void untilThePoll() {
        world.pass(World.POLL.minusSeconds(5).plusMillis(500));
    }

    private List<String> afterSeconds(int seconds) {
        world.passSeconds(seconds);
        return world.told.take();
    }
}
