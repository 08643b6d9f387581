// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.api.control.Standing;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What becomes of a gateway that is watched: its events, its answers, and whether it is still there. */
class WatchingTest extends OneRouterWatch {
    @Test
    void anEvent_isToldAtOnce() {
        router.event("ExternalIPAddress", "198.51.100.9");
        network.pass(Duration.ofMillis(1));

        assertEquals(List.of("changed " + URL + " 198.51.100.9 #1"), network.calls.take());
    }

    @Test
    void eventsThatChangeNothing_areNotTold() {
        router.event(Map.of("ExternalIPAddress", "203.0.113.7", "ConnectionStatus", "Connected"));
        network.passSeconds(1);

        assertEquals(List.of(), network.calls.take());
    }

    @Test
    void aFloodOfEvents_isBounded_andTheEndOfItIsAskedFor() {
        network.passSeconds(60);
        int asked = router.asked();
        for (int i = 0; i < 10_000; i++) {
            router.event("ExternalIPAddress", "198.51." + i % 250 + "." + i / 250);
        }
        router.external("192.0.2.1");
        network.pass(Duration.ofMillis(500));

        List<String> calls = network.calls.take();
        assertTrue(calls.size() <= 65, "told " + calls.size() + " times");
        assertTrue(calls.get(calls.size() - 1).contains(" 192.0.2.1 "));
        assertEquals(asked + 1, router.asked());
    }

    @Test
    void withoutEvents_theNewAddressIsToldWithinThePoll() {
        WatchedRouter other =
                new WatchedRouter("http://192.168.1.2:80/x").named("uuid:two").withoutEvents();
        network.put(other);
        network.watch().searchAgain();
        network.passSeconds(5);
        network.calls.take();
        other.external("198.51.100.9");
        network.pass(TestEnvironment.POLL.plusSeconds(1));

        assertEquals(
                List.of("changed http://192.168.1.2:80/x 198.51.100.9 #1"), network.calls.take());
    }

    @Test
    void polls_goOn() {
        network.pass(TestEnvironment.POLL.multipliedBy(10));

        assertEquals(10, router.asked());
    }

    @Test
    void anUptimeThatBeganAnew_raisesTheRevision_andSubscribesAnew() {
        router.up(Duration.ofDays(9));
        network.pass(TestEnvironment.POLL);
        router.up(Duration.ofSeconds(9));
        network.pass(TestEnvironment.POLL);

        assertEquals(List.of("changed " + URL + " 203.0.113.7 #1"), network.calls.take());
        assertEquals(2, router.subscriptions());
    }

    @Test
    void aPollWithoutAnswer_oneThatCanBeReadStays() {
        router.answersNothing();
        network.pass(TestEnvironment.POLL.multipliedBy(3));

        assertEquals(List.of(), network.calls.take());
    }

    @Test
    void aPollWithoutAnswer_oneThatIsDeadGoes_andIsSearchedAtOnce() {
        network.remove(router);
        network.pass(TestEnvironment.POLL.plusSeconds(4));

        assertEquals(List.of("removed " + URL, "missing NO_DEVICES"), taken(3));
        assertTrue(network.searches() > 1);
    }

    @Test
    void aDeadGateway_isReadThreeTimesFirst() {
        long before = network.reads(router.url());
        network.remove(router);
        untilThePoll();
        assertEquals(before + 1, network.reads(router.url()));
        network.passSeconds(3);

        assertEquals("removed " + URL, network.calls.take().get(0));
        assertTrue(network.reads(router.url()) >= before + 3);
    }

    @Test
    void aDescriptionThatFailsOnce_isNoDeath() {
        network.goOffline();
        router.answersNothing();
        untilThePoll();
        network.goOnline();
        network.passSeconds(10);

        assertEquals(List.of(), network.calls.take());
    }

    @Test
    void aGatewayThatComesBackAtItsUrl_isThereWithinSeconds() {
        network.remove(router);
        network.pass(TestEnvironment.POLL.plusSeconds(150));
        network.calls.take();
        network.put(WatchedRouter.usual().silent());
        network.passSeconds(10);

        assertEquals(List.of("added " + URL + " 203.0.113.7 #0"), network.calls.take());
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"UNREACHABLE", "TRANSPORT_ERROR"})
    void aCallThatFails_isAReasonToLook(Reason how) {
        Gateway gateway = network.calls.gateways().get(0);
        network.remove(router.callsFail(how));
        assertThrows(GatewayException.class, gateway::externalAddress);
        network.passSeconds(4);

        assertEquals("removed " + URL, network.calls.take().get(0));
    }

    @Test
    void aPacedCallThatFails_isAReasonToLook() {
        Gateway paced = network.calls.gateways().get(0).paced(() -> Duration.ZERO);
        network.remove(router.callsFail(Reason.UNREACHABLE));
        assertThrows(GatewayException.class, paced::externalAddress);
        network.passSeconds(4);

        assertEquals("removed " + URL, network.calls.take().get(0));
    }

    @Test
    void aRefusedCall_isNoReasonToLook() {
        Gateway gateway = network.calls.gateways().get(0);
        int before = network.reads();
        router.callsFail(Reason.NOT_AUTHORIZED);
        assertThrows(GatewayException.class, gateway::externalAddress);
        network.passSeconds(4);

        assertEquals(before, network.reads());
    }

    @Test
    void aThousandCallsThatFail_costAFewReadings() {
        Gateway gateway = network.calls.gateways().get(0);
        router.callsFail(Reason.UNREACHABLE);
        int before = network.reads();
        for (int i = 0; i < 1000; i++) {
            assertThrows(GatewayException.class, gateway::externalAddress);
            network.pass(Duration.ofMillis(10));
        }

        assertTrue(network.reads() - before <= 4, "readings: " + (network.reads() - before));
        assertEquals(List.of(), network.calls.take());
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

    private void becomesAnother(WatchedRouter other) {
        other.answersNothing();
        network.pass(TestEnvironment.POLL.plusSeconds(2));

        assertEquals(
                List.of("added " + URL + " 203.0.113.7 #0", "removed " + URL),
                network.calls.take());
        assertEquals(1, router.subscribers().size());
    }

    @Test
    void noGatewayAnyMoreAtItsUrl_isGone() {
        router.withoutService().answersNothing();
        network.pass(TestEnvironment.POLL.plusSeconds(4));

        assertEquals("removed " + URL, network.calls.take().get(0));
    }

    @Test
    void aLineThatIsDown_isNoDeath() {
        router.standing(Standing.DISCONNECTED).external("").status("Disconnected");
        network.pass(TestEnvironment.POLL.multipliedBy(5));

        assertEquals(List.of("changed " + URL + " none #0"), network.calls.take());
    }

    @Test
    void eventsThatEnd_areAReasonToLook() {
        int before = network.reads();
        router.event("ConnectionStatus", "Connected");
        network.passSeconds(1);
        router.subscribers().get(0).lost("HTTP status 412");
        network.passSeconds(1);

        assertEquals(before + 1, network.reads());
    }

    @Test
    void eventsThatNeverCame_areNone() {
        int before = network.reads();
        router.subscribers().get(0).lost("HTTP status 501");
        network.passSeconds(1);

        assertEquals(before, network.reads());
    }

    @Test
    void aListenerThatFails_disturbsNobody() {
        network.calls.failing();
        router.external("198.51.100.9").event("ExternalIPAddress", "198.51.100.9");
        network.passSeconds(1);
        router.external("198.51.100.10").event("ExternalIPAddress", "198.51.100.10");
        network.passSeconds(1);

        assertEquals(2, network.calls.failures());
    }

    /** And the first reading that it brings about. */
    private void untilThePoll() {
        network.pass(TestEnvironment.POLL.minusSeconds(5).plusMillis(500));
    }
}
