// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.port.keeper.engine.ModelRouter.tcp;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.GatewayState;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.loop.Schedule;
import org.postern.port.keeper.router.RouterPace;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a keeper does when a router, the network or this machine comes back. */
class RestorationTest {
    private final KeeperFixture world = new KeeperFixture();
    private final ModelRouter router = world.router;

    private KeptPort open() {
        world.gatewayComes();
        KeptPort port = world.keep(80);
        world.advance(1);
        router.log.clear();
        world.told.clear();
        return port;
    }

    @Test
    void aRouterThatForgotAllIsGivenAllAgainAtOnce() {
        open();
        router.forgetAll();
        world.revisionGrows();
        world.advance(1);

        assertEquals(List.of("lost 80", "opened 203.0.113.5:80"), world.told);
    }

    @Test
    void aRouterThatKeptAllIsOnlyLookedAt() {
        open();
        world.revisionGrows();
        world.advance(1);

        assertEquals(List.of("findAll TCP [80]"), router.log);
        assertEquals(List.of(), world.told);
    }

    @Test
    void aRouterThatSaysAgainAndAgainThatItChangedIsNotLookedThroughEachTime() {
        open();
        for (int second = 0; second < 60; second++) {
            world.revisionGrows();
            world.advance(1);
        }

        assertTrue(router.log.size() <= 22, router.log.toString());
        assertTrue(router.log.size() >= 19, router.log.toString());
    }

    @Test
    void aSecondRestartRightAfterTheFirstIsNoticedAtOnce() {
        open();
        router.forgetAll();
        world.revisionGrows();
        world.advance(2);
        router.forgetAll();
        world.revisionGrows();
        world.advance(2);

        assertTrue(router.at(tcp(80)).isPresent());
    }

    @Test
    void aRestartRightAfterAnotherChangeIsNoticedAtOnce() {
        open();
        world.revisionGrows();
        world.advance(1);
        router.forgetAll();
        world.revisionGrows();
        world.advance(1);

        assertTrue(router.at(tcp(80)).isPresent());
    }

    @Test
    void manyPortsAreNotAllLookedAtEachTimeARouterSaysThatItChanged() {
        world.gatewayComes();
        for (int port = 1000; port < 2000; port++) {
            world.keep(port);
        }
        world.advance(Duration.ofMinutes(10));
        router.log.clear();
        for (int second = 0; second < 60; second++) {
            world.revisionGrows();
            world.advance(1);
        }

        assertTrue(router.log.size() <= 4 * 16 + 16, router.log.size() + " questions");
    }

    @Test
    void whereTheFirstFewAreGoneTheRestIsOpenedWithoutLooking() {
        world.gatewayComes();
        router.lists = false;
        for (int port = 1000; port < 1200; port++) {
            world.keep(port);
        }
        world.advance(Duration.ofMinutes(5));
        router.log.clear();
        router.forgetAll();
        world.revisionGrows();
        world.advance(20);

        assertEquals(200, router.ports().size());
        assertEquals(200, router.log.stream().filter(each -> each.startsWith("map")).count());
        assertTrue(
                router.log.stream().filter(each -> each.startsWith("findAll")).count() <= 3,
                router.log.toString());
    }

    @Test
    void aNewExternalAddressIsToldAtOnce() {
        open();
        world.keeper.changed(world.gateway, KeeperFixture.state("198.51.100.9", 0));
        world.advance(0);

        assertEquals(List.of("changed 198.51.100.9:80"), world.told);
        assertEquals(1, world.count(Kind.GATEWAY_CHANGED));
        assertEquals(1, world.count(Kind.PORT_CHANGED));
        assertEquals(0, router.log.size(), "nothing to be done at the router");
    }

    @Test
    void aRouterWithoutAnExternalAddressKeepsItsPorts() {
        KeptPort port = open();
        world.keeper.changed(world.gateway, new GatewayState(Optional.empty(), 0));
        world.advance(1);

        assertEquals(List.of("changed nowhere:80"), world.told);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(Optional.empty(), KeeperFixture.holding(port).port().externalAddress());
    }

    @Test
    void anotherObjectForTheSameRouterChangesNothingForTheUser() {
        KeptPort port = open();
        ModelRouterClient other = router.gateway();
        world.keeper.added(other, KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        KeeperFixture.removed(world.keeper, world.gateway);
        world.advance(5);

        assertEquals(List.of(), world.told);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(List.of("findAll TCP [80]"), router.log);
        assertEquals(0, world.count(Kind.GATEWAY_GONE));
    }

    @Test
    void anotherObjectForARouterThatForgotIsGivenWhatIsMissing() {
        open();
        router.forgetAll();
        world.keeper.added(router.gateway(), KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        KeeperFixture.removed(world.keeper, world.gateway);
        world.advance(2);

        assertEquals(List.of("lost 80", "opened 203.0.113.5:80"), world.told);
    }

    @Test
    void anotherObjectOfTheSameNameIsAskedAtOnce_notWhenTheOldOneIsGivenUp() {
        open();
        router.forgetAll();
        world.keeper.added(router.gateway(), KeeperFixture.state("198.51.100.9", 0));
        world.advance(1);

        assertEquals(
                List.of("changed 198.51.100.9:80", "lost 80", "opened 198.51.100.9:80"),
                world.told);
        KeeperFixture.removed(world.keeper, world.gateway);
        router.log.clear();
        world.advance(1);
        assertEquals(List.of(), router.log);
    }

    @Test
    void aRouterWithAnotherUdnIsTheSameRouterAndItsMappingsAreOurs() {
        open();
        world.keeper.added(
                router.gateway("uuid:new", ModelRouter.HERE),
                KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        KeeperFixture.removed(world.keeper, world.gateway);
        world.advance(Duration.ofHours(3));

        assertEquals(List.of(), world.told);
        assertEquals(0, router.lapses());
        assertTrue(world.ledger.entries().stream().anyMatch(each -> each.udn().equals("uuid:new")));
    }

    @Test
    void aRouterThatWasGoneAndHasAnotherUdnHoldsWhatIsOurs() {
        KeptPort port = open();
        KeeperFixture.removed(world.keeper, world.gateway);
        world.advance(5);
        world.keeper.added(
                router.gateway("uuid:new", ModelRouter.HERE),
                KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        world.advance(5);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));

        port.close();
        world.advance(1);
        assertTrue(router.at(tcp(80)).isEmpty());
    }

    /** As when a further control protocol reaches it. */
    @Test
    void aRouterWhoseUdnBecomesKnownLaterHoldsWhatIsOurs() {
        ModelRouterClient nameless = router.gateway("", ModelRouter.HERE);
        world.keeper.added(nameless, KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        world.keep(80);
        KeptPort port = world.keep(81);
        world.advance(2);
        KeeperFixture.removed(world.keeper, nameless);
        world.gatewayComes();
        world.advance(2);
        assertEquals(2, router.ports().size());
        assertTrue(router.log.stream().noneMatch(each -> each.startsWith("unmap")));
        assertEquals(2, world.ledger.entries().size());

        port.close();
        world.advance(1);
        assertEquals(Set.of(tcp(80)), router.ports());
        assertEquals(1, world.ledger.entries().size());
    }

    @Test
    void anotherAddressOfThisMachineGetsTheMapping() {
        open();
        world.keeper.added(
                router.gateway("uuid:192.168.1.1", "192.168.1.11"),
                KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        KeeperFixture.removed(world.keeper, world.gateway);
        world.advance(5);

        assertEquals(ModelRouter.ip("192.168.1.11"), router.at(tcp(80)).orElseThrow().client());
        assertTrue(router.log.contains("unmap TCP 80"), router.log.toString());
        assertEquals(List.of("lost 80", "opened 203.0.113.5:80"), world.told);
        assertEquals("192.168.1.11", world.ledger.entries().get(0).internalClient());
    }

    @Test
    void aPortIsNotOpenedWhileItIsJustRenewed_butLookedAtRightAfter() {
        open();
        router.latency = Duration.ofSeconds(20);
        world.advanceUntilAsked("renew");
        router.latency = Duration.ofMillis(5);
        router.forgetAll();
        world.revisionGrows();
        world.advance(5);
        assertFalse(router.log.contains("map TCP 80"), router.log.toString());
        world.advance(17);

        assertTrue(router.at(tcp(80)).isPresent());
        assertEquals(List.of("lost 80", "opened 203.0.113.5:80"), world.told);
    }

    @Test
    void aPauseOfBeforeDoesNotDelayARouterThatIsBack() {
        open();
        world.advance(Duration.ofMinutes(4));
        router.down = true;
        world.advance(Duration.ofMinutes(6));
        router.forgetAll();
        router.down = false;
        world.revisionGrows();
        world.advance(2);

        assertTrue(router.at(tcp(80)).isPresent());
    }

    private void thisMachineGetsAnotherAddress() {
        world.keeper.added(
                router.gateway("uuid:192.168.1.1", "192.168.1.11"),
                KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        KeeperFixture.removed(world.keeper, world.gateway);
    }

    @Test
    void aMappingToTheFormerAddressThatTheRouterKeeps_isSaidToBeOurs_andUntilWhen() {
        router.secure = true;
        KeptPort port = open();
        world.advance(Duration.ofMinutes(10));
        thisMachineGetsAnotherAddress();
        world.advance(5);
        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        String sentence = KeeperFixture.trouble(port);
        assertTrue(sentence.contains("still ours"), sentence);
        assertTrue(sentence.contains(ModelRouter.HERE), sentence);
        assertTrue(sentence.contains("2026-01-01T01:00:0"), sentence);

        world.advance(Duration.ofMinutes(20));
        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        assertEquals(sentence.substring(0, 80), KeeperFixture.trouble(port).substring(0, 80));
        world.advance(Duration.ofMinutes(36));
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void anotherAddressOfThisMachineWhileThePortIsOpenedCountsToo() {
        world.gatewayComes();
        world.keep(80);
        world.advance(Duration.ofMillis(7));
        thisMachineGetsAnotherAddress();
        world.advance(5);

        assertEquals(ModelRouter.ip("192.168.1.11"), router.at(tcp(80)).orElseThrow().client());
        assertEquals(List.of("opened 203.0.113.5:80"), world.told);
    }

    @Test
    void anotherAddressOfThisMachineWhileThePortIsRenewedCountsToo() {
        open();
        router.latency = Duration.ofSeconds(20);
        world.advanceUntilAsked("renew");
        router.latency = Duration.ofMillis(5);
        thisMachineGetsAnotherAddress();
        world.advance(30);

        assertEquals(ModelRouter.ip("192.168.1.11"), router.at(tcp(80)).orElseThrow().client());
    }

    @Test
    void theMappingForAnOlderAddressIsStillOursWhenItCouldNotBeClosedAtOnce() {
        open();
        thisMachineGetsAnotherAddress();
        world.advance(Duration.ofMillis(1));
        router.down = true;
        world.advance(10);
        router.down = false;
        world.advance(90);

        assertEquals(ModelRouter.ip("192.168.1.11"), router.at(tcp(80)).orElseThrow().client());
    }

    @Test
    void aRouterThatWasGoneIsAdoptedAgain() {
        KeptPort port = open();
        KeeperFixture.removed(world.keeper, world.gateway);
        world.advance(Duration.ofMinutes(3));
        assertEquals(PortPhase.WAITING, KeeperFixture.phase(port));
        assertEquals(List.of("lost 80"), world.told);
        assertEquals(0, router.log.size(), "nobody to be asked");

        world.gatewayComes();
        world.advance(1);
        assertEquals(List.of("findAll TCP [80]"), router.log, "it held it still");
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void aRouterThatComesAndGoesIsNotAskedFasterForThat() {
        for (int port = 1000; port < 1300; port += 10) {
            world.keep(port);
        }
        router.lists = false;
        for (int time = 0; time < 40; time++) {
            world.gatewayComes();
            world.advance(Duration.ofMillis(50));
            KeeperFixture.removed(world.keeper, world.gateway);
            world.advance(Duration.ofMillis(50));
        }

        assertTrue(router.rate.most() <= RouterPace.RESTORING);
    }

    @Test
    void aRouterThatComesBackEmptyIsGivenAllAgain() {
        open();
        KeeperFixture.removed(world.keeper, world.gateway);
        router.forgetAll();
        world.gatewayComes();
        world.advance(1);

        assertEquals(List.of("lost 80", "opened 203.0.113.5:80"), world.told);
    }

    @Test
    void aLaptopThatSleptLooksAtOnceAndOpensWhatLapsed() {
        open();
        world.loop.sleep(Duration.ofHours(8));
        world.advance(Schedule.TICK.plusSeconds(2));

        assertEquals(List.of("lost 80", "opened 203.0.113.5:80"), world.told);
        world.advance(Duration.ofHours(3));
        assertEquals(1, router.lapses(), "only the one that it slept through");
    }

    @Test
    void aClockThatIsSetAheadLosesNothing() {
        open();
        router.put(tcp(80), ModelRouter.HERE, 80, "by a clock of its own");
        world.loop.sleep(Duration.ofDays(3));
        world.advance(Schedule.TICK.plusSeconds(2));

        assertEquals(Set.of("findAll TCP [80]"), Set.copyOf(router.log));
        assertEquals(List.of(), world.told);
    }

    @Test
    void whatLapsedInASleepIsToldWhenTheRouterCannotBeAsked() {
        open();
        router.down = true;
        world.loop.sleep(Duration.ofHours(8));
        world.advance(Schedule.TICK.plusSeconds(62));

        assertEquals(List.of("lost 80"), world.told);
    }

    @Test
    void aShortSleepCostsOneLook() {
        open();
        world.loop.sleep(Duration.ofMinutes(2));
        world.advance(Schedule.TICK.plusSeconds(2));

        assertEquals(List.of("findAll TCP [80]"), router.log);
        world.advance(Duration.ofHours(3));
        assertEquals(0, router.lapses());
    }

    @Test
    void aRefusedPortIsTriedAgainWhenTheRouterWasRestarted() {
        world.gatewayComes();
        router.refused = request -> true;
        KeptPort port = world.keep(80);
        world.advance(2);
        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(port));

        router.refused = request -> false;
        world.revisionGrows();
        world.advance(2);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }
}
