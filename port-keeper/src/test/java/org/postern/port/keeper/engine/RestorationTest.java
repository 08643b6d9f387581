// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.api.gateway.PortKey.tcp;

import org.junit.jupiter.api.Test;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.loop.Schedule;
import org.postern.port.keeper.router.RouterPace;
import org.postern.port.keeper.state.Sentences;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.ModelRouter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a keeper does when a router, the network or this machine comes back. */
class RestorationTest {
    private final KeeperFixture fixture = new KeeperFixture();
    private final ModelRouter router = fixture.router;

    private KeptPort open() {
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(1);
        router.line.calls.clear();
        fixture.told.clear();
        return port;
    }

    @Test
    void aRouterThatForgotAllIsGivenAllAgainAtOnce() {
        open();
        router.forgetAll();
        fixture.revisionGrows();
        fixture.advance(1);

        assertEquals(List.of("lost 80", "opened 203.0.113.5:80"), fixture.told);
    }

    @Test
    void aRouterThatKeptAllIsOnlyLookedAt() {
        open();
        fixture.revisionGrows();
        fixture.advance(1);

        assertEquals(List.of("findAll TCP [80]"), router.line.calls);
        assertEquals(List.of(), fixture.told);
    }

    @Test
    void aRouterThatSaysAgainAndAgainThatItChangedIsNotLookedThroughEachTime() {
        open();
        for (int second = 0; second < 60; second++) {
            fixture.revisionGrows();
            fixture.advance(1);
        }

        assertTrue(router.line.calls.size() <= 22, router.line.calls.toString());
        assertTrue(router.line.calls.size() >= 19, router.line.calls.toString());
    }

    @Test
    void aSecondRestartRightAfterTheFirstIsNoticedAtOnce() {
        open();
        router.forgetAll();
        fixture.revisionGrows();
        fixture.advance(2);
        router.forgetAll();
        fixture.revisionGrows();
        fixture.advance(2);

        assertTrue(router.at(tcp(80)).isPresent());
    }

    @Test
    void aRestartRightAfterAnotherChangeIsNoticedAtOnce() {
        open();
        fixture.revisionGrows();
        fixture.advance(1);
        router.forgetAll();
        fixture.revisionGrows();
        fixture.advance(1);

        assertTrue(router.at(tcp(80)).isPresent());
    }

    @Test
    void manyPortsAreNotAllLookedAtEachTimeARouterSaysThatItChanged() {
        fixture.gatewayComes();
        for (int port = 1000; port < 2000; port++) {
            fixture.keep(port);
        }
        fixture.advance(Duration.ofMinutes(10));
        router.line.calls.clear();
        for (int second = 0; second < 60; second++) {
            fixture.revisionGrows();
            fixture.advance(1);
        }

        assertTrue(
                router.line.calls.size() <= 4 * 16 + 16, router.line.calls.size() + " questions");
    }

    @Test
    void whereTheFirstFewAreGoneTheRestIsOpenedWithoutLooking() {
        fixture.gatewayComes();
        router.lists = false;
        for (int port = 1000; port < 1200; port++) {
            fixture.keep(port);
        }
        fixture.advance(Duration.ofMinutes(5));
        router.line.calls.clear();
        router.forgetAll();
        fixture.revisionGrows();
        fixture.advance(20);

        assertEquals(200, router.ports().size());
        assertEquals(
                200, router.line.calls.stream().filter(each -> each.startsWith("map")).count());
        List<String> calls = router.line.calls;
        long looks =
                calls.stream()
                        .takeWhile(each -> !each.equals("map TCP 1199"))
                        .filter(each -> each.startsWith("findAll"))
                        .count();
        assertTrue(looks <= 3, calls.toString());
    }

    @Test
    void aNewExternalAddressIsToldAtOnce() {
        open();
        fixture.keeper.changed(fixture.gateway, KeeperFixture.state("198.51.100.9", 0));
        fixture.advance(0);

        assertEquals(List.of("changed 198.51.100.9:80"), fixture.told);
        assertEquals(1, fixture.count(Kind.GATEWAY_CHANGED));
        assertEquals(1, fixture.count(Kind.PORT_CHANGED));
    }

    /** The router may list and renew what it no longer forwards since its line came back. */
    @Test
    void afterAReconnect_aPortIsClosedAndOpenedAgain() {
        KeptPort port = open();
        fixture.keeper.changed(fixture.gateway, new GatewayState(Optional.empty(), 0));
        fixture.advance(1);
        assertEquals(List.of(), router.line.calls);
        fixture.keeper.changed(fixture.gateway, KeeperFixture.state("198.51.100.9", 0));
        fixture.advance(1);

        assertEquals(List.of("unmap TCP 80", "map TCP 80"), router.line.calls);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(0, fixture.count(Kind.PORT_LOST));
    }

    @Test
    void aRouterWithoutAnExternalAddressKeepsItsPorts() {
        KeptPort port = open();
        fixture.keeper.changed(fixture.gateway, new GatewayState(Optional.empty(), 0));
        fixture.advance(1);

        assertEquals(List.of("changed nowhere:80"), fixture.told);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(Optional.empty(), KeeperFixture.holding(port).port().externalAddress());
    }

    @Test
    void anotherObjectForTheSameRouterChangesNothingForTheUser() {
        KeptPort port = open();
        ModelGateway other = fixture.gateway();
        fixture.keeper.added(other, KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        fixture.advance(5);

        assertEquals(List.of(), fixture.told);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(List.of("findAll TCP [80]"), router.line.calls);
        assertEquals(0, fixture.count(Kind.GATEWAY_GONE));
    }

    @Test
    void anotherObjectForARouterThatForgotIsGivenWhatIsMissing() {
        open();
        router.forgetAll();
        fixture.keeper.added(fixture.gateway(), KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        fixture.advance(2);

        assertEquals(List.of("lost 80", "opened 203.0.113.5:80"), fixture.told);
    }

    @Test
    void anotherObjectOfTheSameNameIsAskedAtOnce_notWhenTheOldOneIsGivenUp() {
        open();
        router.forgetAll();
        fixture.keeper.added(fixture.gateway(), KeeperFixture.state("198.51.100.9", 0));
        fixture.advance(1);

        assertEquals(
                List.of("changed 198.51.100.9:80", "lost 80", "opened 198.51.100.9:80"),
                fixture.told);
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        router.line.calls.clear();
        fixture.advance(1);
        assertEquals(List.of(), router.line.calls);
    }

    @Test
    void aRouterWithAnotherUdnIsTheSameRouterAndItsMappingsAreOurs() {
        open();
        fixture.keeper.added(
                fixture.gateway("uuid:new", KeeperFixture.HERE),
                KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        fixture.advance(Duration.ofHours(3));

        assertEquals(List.of(), fixture.told);
        assertEquals(0, router.lapses());
        assertTrue(
                fixture.ledger.entries().stream().anyMatch(each -> each.udn().equals("uuid:new")));
    }

    @Test
    void aRouterThatWasGoneAndHasAnotherUdnHoldsWhatIsOurs() {
        KeptPort port = open();
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        fixture.advance(5);
        fixture.keeper.added(
                fixture.gateway("uuid:new", KeeperFixture.HERE),
                KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        fixture.advance(5);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));

        port.close();
        fixture.advance(1);
        assertTrue(router.at(tcp(80)).isEmpty());
    }

    /** As when a further control protocol reaches it. */
    @Test
    void aRouterWhoseUdnBecomesKnownLaterHoldsWhatIsOurs() {
        ModelGateway nameless = fixture.gateway("", KeeperFixture.HERE);
        fixture.keeper.added(nameless, KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        fixture.keep(80);
        KeptPort port = fixture.keep(81);
        fixture.advance(2);
        KeeperFixture.removed(fixture.keeper, nameless);
        fixture.gatewayComes();
        fixture.advance(2);
        assertEquals(2, router.ports().size());
        assertTrue(router.line.calls.stream().noneMatch(each -> each.startsWith("unmap")));
        assertEquals(2, fixture.ledger.entries().size());

        port.close();
        fixture.advance(1);
        assertEquals(Set.of(tcp(80)), router.ports());
        assertEquals(1, fixture.ledger.entries().size());
    }

    @Test
    void anotherAddressOfThisMachineGetsTheMapping() {
        open();
        fixture.keeper.added(
                fixture.gateway("uuid:192.168.1.1", "192.168.1.11"),
                KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        fixture.advance(5);

        assertEquals(
                ModelGateway.address("192.168.1.11"),
                router.at(tcp(80)).orElseThrow().internalClient());
        assertTrue(router.line.calls.contains("unmap TCP 80"), router.line.calls.toString());
        assertEquals(List.of("lost 80", "opened 203.0.113.5:80"), fixture.told);
        assertEquals("192.168.1.11", fixture.ledger.entries().get(0).internalClient());
    }

    @Test
    void aPortIsNotOpenedWhileItIsJustRenewed_butLookedAtRightAfter() {
        open();
        router.line.latency = Duration.ofSeconds(20);
        fixture.advanceUntilAsked("renew");
        router.line.latency = Duration.ofMillis(5);
        router.forgetAll();
        fixture.revisionGrows();
        fixture.advance(5);
        assertFalse(router.line.calls.contains("map TCP 80"), router.line.calls.toString());
        fixture.advance(17);

        assertTrue(router.at(tcp(80)).isPresent());
        assertEquals(List.of("lost 80", "opened 203.0.113.5:80"), fixture.told);
    }

    @Test
    void aPauseOfBeforeDoesNotDelayARouterThatIsBack() {
        open();
        fixture.advance(Duration.ofMinutes(4));
        router.line.down = true;
        fixture.advance(Duration.ofMinutes(6));
        router.forgetAll();
        router.line.down = false;
        fixture.revisionGrows();
        fixture.advance(2);

        assertTrue(router.at(tcp(80)).isPresent());
    }

    private void thisMachineGetsAnotherAddress() {
        fixture.keeper.added(
                fixture.gateway("uuid:192.168.1.1", "192.168.1.11"),
                KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
    }

    /** The router rounds what is left of the lease up. */
    private Set<String> formerAddress(Instant end) {
        return Stream.of(0, 1)
                .map(each -> Duration.between(fixture.loop.now(), end.plusSeconds(each)))
                .map(
                        left ->
                                new PortMapping(
                                        Protocol.TCP,
                                        80,
                                        ModelGateway.address(KeeperFixture.HERE),
                                        80,
                                        "game",
                                        true,
                                        left,
                                        ""))
                .map(each -> Sentences.former(fixture.gateway.info(), each, fixture.loop.now()))
                .collect(Collectors.toSet());
    }

    @Test
    void aMappingToTheFormerAddressThatTheRouterKeeps_isSaidToBeOurs_andUntilWhen() {
        router.secure = true;
        KeptPort port = open();
        Instant end = KeeperFixture.holding(port).goodUntil().orElseThrow();
        fixture.advance(Duration.ofMinutes(10));
        thisMachineGetsAnotherAddress();
        fixture.advance(5);
        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        assertTrue(formerAddress(end).contains(KeeperFixture.trouble(port)));

        fixture.advance(Duration.ofMinutes(20));
        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        assertTrue(formerAddress(end).contains(KeeperFixture.trouble(port)));
        fixture.advance(Duration.ofMinutes(36));
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void anotherAddressOfThisMachineWhileThePortIsOpenedCountsToo() {
        fixture.gatewayComes();
        fixture.keep(80);
        fixture.advance(Duration.ofMillis(7));
        thisMachineGetsAnotherAddress();
        fixture.advance(5);

        assertEquals(
                ModelGateway.address("192.168.1.11"),
                router.at(tcp(80)).orElseThrow().internalClient());
        assertEquals(List.of("opened 203.0.113.5:80"), fixture.told);
    }

    @Test
    void anotherAddressOfThisMachineWhileThePortIsRenewedCountsToo() {
        open();
        router.line.latency = Duration.ofSeconds(20);
        fixture.advanceUntilAsked("renew");
        router.line.latency = Duration.ofMillis(5);
        thisMachineGetsAnotherAddress();
        fixture.advance(30);

        assertEquals(
                ModelGateway.address("192.168.1.11"),
                router.at(tcp(80)).orElseThrow().internalClient());
    }

    @Test
    void theMappingForAnOlderAddressIsStillOursWhenItCouldNotBeClosedAtOnce() {
        open();
        thisMachineGetsAnotherAddress();
        fixture.advance(Duration.ofMillis(1));
        router.line.down = true;
        fixture.advance(10);
        router.line.down = false;
        fixture.advance(90);

        assertEquals(
                ModelGateway.address("192.168.1.11"),
                router.at(tcp(80)).orElseThrow().internalClient());
    }

    @Test
    void aRouterThatWasGoneIsAdoptedAgain() {
        KeptPort port = open();
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        fixture.advance(Duration.ofMinutes(3));
        assertEquals(PortPhase.WAITING, KeeperFixture.phase(port));
        assertEquals(List.of("lost 80"), fixture.told);
        assertEquals(0, router.line.calls.size(), "nobody to be asked");

        fixture.gatewayComes();
        fixture.advance(1);
        assertEquals(List.of("findAll TCP [80]"), router.line.calls, "it held it still");
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void aRouterThatComesAndGoesIsNotAskedFasterForThat() {
        for (int port = 1000; port < 1300; port += 10) {
            fixture.keep(port);
        }
        router.lists = false;
        for (int time = 0; time < 40; time++) {
            fixture.gatewayComes();
            fixture.advance(Duration.ofMillis(50));
            KeeperFixture.removed(fixture.keeper, fixture.gateway);
            fixture.advance(Duration.ofMillis(50));
        }

        assertTrue(fixture.rate.most() <= RouterPace.RESTORING);
    }

    @Test
    void aRouterThatComesBackEmptyIsGivenAllAgain() {
        open();
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        router.forgetAll();
        fixture.gatewayComes();
        fixture.advance(1);

        assertEquals(List.of("lost 80", "opened 203.0.113.5:80"), fixture.told);
    }

    @Test
    void aLaptopThatSleptLooksAtOnceAndOpensWhatLapsed() {
        open();
        fixture.loop.sleep(Duration.ofHours(8));
        fixture.advance(Schedule.TICK.plusSeconds(2));

        assertEquals(List.of("lost 80", "opened 203.0.113.5:80"), fixture.told);
        fixture.advance(Duration.ofHours(3));
        assertEquals(1, router.lapses(), "only the one that it slept through");
    }

    @Test
    void aClockThatIsSetAheadLosesNothing() {
        open();
        router.put(tcp(80), KeeperFixture.HERE, 80, "by a clock of its own");
        fixture.loop.sleep(Duration.ofDays(3));
        fixture.advance(Schedule.TICK.plusSeconds(2));

        assertEquals(Set.of("findAll TCP [80]"), Set.copyOf(router.line.calls));
        assertEquals(List.of(), fixture.told);
    }

    @Test
    void whatLapsedInASleepIsToldWhenTheRouterCannotBeAsked() {
        open();
        router.line.down = true;
        fixture.loop.sleep(Duration.ofHours(8));
        fixture.advance(Schedule.TICK.plusSeconds(62));

        assertEquals(List.of("lost 80"), fixture.told);
    }

    @Test
    void aShortSleepCostsOneLook() {
        open();
        fixture.advance(10);
        router.line.calls.clear();
        fixture.loop.sleep(Duration.ofMinutes(2));
        fixture.advance(Schedule.TICK.plusSeconds(2));

        assertEquals(List.of("findAll TCP [80]"), router.line.calls);
        fixture.advance(Duration.ofHours(3));
        assertEquals(0, router.lapses());
    }

    @Test
    void aRefusedPortIsTriedAgainWhenTheRouterWasRestarted() {
        fixture.gatewayComes();
        router.refused = request -> true;
        KeptPort port = fixture.keep(80);
        fixture.advance(2);
        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(port));

        router.refused = request -> false;
        fixture.revisionGrows();
        fixture.advance(2);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }
}
