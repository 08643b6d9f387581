// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.port.keeper.engine.ModelRouter.tcp;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.engine.KeeperSettings.GatewayScope;
import org.postern.port.keeper.ledger.Ledger;
import org.postern.port.keeper.ledger.LedgerEntry;
import org.postern.port.keeper.ledger.MemoryLedger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What is ours is adopted or closed, and nothing else is touched. */
class OwnershipTest {
    private final KeeperFixture world = new KeeperFixture();
    private final ModelRouter router = world.router;

    private void openedByAnEarlierRun(int... ports) {
        world.gatewayComes();
        for (int port : ports) {
            world.keep(port);
        }
        world.advance(Duration.ofMinutes(3));
        world.nextRun();
        router.log.clear();
        world.told.clear();
    }

    @Test
    void whatAnEarlierRunHasLeftIsAdoptedWithoutClosingIt() {
        openedByAnEarlierRun(80);
        KeptPort port = world.keep(80);
        world.gatewayComes();
        world.advance(2);

        assertEquals(List.of("findAll TCP [80]"), router.log);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(List.of("opened 203.0.113.5:80"), world.told);
        world.advance(Duration.ofHours(3));
        assertEquals(0, router.lapses());
    }

    @Test
    void anAdoptedLeaseIsRenewedWhenHalfOfItIsOver() {
        openedByAnEarlierRun(80);
        world.advance(Duration.ofMinutes(40));
        world.keep(80);
        world.gatewayComes();
        world.advance(5);

        assertTrue(router.log.contains("renew TCP 80 3600"), router.log.toString());
    }

    @Test
    void whatNobodyAsksForAnyMoreIsClosedAfterTheGrace() {
        openedByAnEarlierRun(80, 81, 82);
        world.keep(81);
        world.gatewayComes();
        world.advance(55);
        assertEquals(3, router.ports().size(), "somebody may come still");
        world.advance(10);

        assertEquals(Set.of(tcp(81)), router.ports());
        assertEquals(1, world.ledger.entries().size());
    }

    @Test
    void aReleaseLongAfterTheRouterIsGoneHasNothingToClose() {
        world.gatewayComes();
        KeptPort port = world.keep(80);
        world.advance(1);
        KeeperFixture.removed(world.keeper, world.gateway);
        world.advance(Duration.ofHours(2));
        CompletableFuture<Void> released = port.release();
        world.advance(1);

        released.join();
    }

    @Test
    void whatStandsOnAnotherRouterIsNotOurs() {
        world.gatewayComes();
        KeptPort port = world.keep(80);
        world.advance(1);
        KeeperFixture.removed(world.keeper, world.gateway);
        ModelRouter other = new ModelRouter(world.loop, "192.168.1.2");
        other.put(tcp(80), ModelRouter.HERE, 80, "game");
        world.keeper.added(other.gateway(), KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        world.advance(2);

        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
    }

    @Test
    void whatAnEarlierRunHasLeftIsAdoptedWhereTheRouterDoesNotTellTheClient() {
        openedByAnEarlierRun(80);
        router.put(tcp(80), "0.0.0.0", 80, "");
        KeptPort port = world.keep(80);
        world.gatewayComes();
        world.advance(2);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(List.of("findAll TCP [80]"), router.log);
    }

    @Test
    void anotherGraceCountsAtOnce() {
        openedByAnEarlierRun(80);
        world.gatewayComes();
        world.keeper.settings(
                new KeeperSettings(
                        GatewayScope.CHOSEN,
                        "",
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10),
                        false));
        world.advance(12);

        assertEquals(Set.of(), router.ports());
    }

    /** Components are bound to the gateways that are there before they are activated. */
    @Test
    void aGatewayThatComesBeforeTheStartIsClearedToo() {
        openedByAnEarlierRun(80);
        world.loop.drop();
        world.router.running = 0;
        world.keeper = world.keeper(KeeperSettings.standard());
        world.gatewayComes();
        world.keeper.start();
        world.advance(65);

        assertEquals(Set.of(), router.ports());
        assertEquals(List.of(), world.ledger.entries());
    }

    @Test
    void aGatewayThatComesAfterTheGraceIsClearedToo() {
        openedByAnEarlierRun(80);
        world.advance(Duration.ofMinutes(2));
        world.gatewayComes();
        world.advance(2);

        assertEquals(Set.of(), router.ports());
        assertEquals(List.of(), world.ledger.entries());
    }

    @Test
    void somebodyElsesMappingInThePlaceOfAnOrphanStays() {
        openedByAnEarlierRun(80, 81, 82);
        router.put(tcp(80), ModelRouter.ELSEWHERE, 80, "");
        router.put(tcp(81), ModelRouter.HERE, 9999, "another program");
        world.gatewayComes();
        world.advance(Duration.ofMinutes(2));

        assertEquals(Set.of(tcp(80), tcp(81)), router.ports());
        assertEquals(List.of(), world.ledger.entries(), "none is ours");
        assertFalse(router.log.contains("unmap TCP 80"));
        assertFalse(router.log.contains("unmap TCP 81"));
    }

    @Test
    void anOrphanOfWhichTheRouterDoesNotTellTheClientIsClosed_butNotWhenItsLeaseIsOver() {
        openedByAnEarlierRun(80);
        router.put(tcp(80), "0.0.0.0", 80, "");
        world.gatewayComes();
        world.advance(Duration.ofMinutes(2));
        assertEquals(Set.of(), router.ports());

        openedByAnEarlierRun(80);
        world.advance(Duration.ofHours(2));
        router.put(tcp(80), "0.0.0.0", 80, "");
        world.gatewayComes();
        world.advance(Duration.ofMinutes(2));
        assertEquals(Set.of(tcp(80)), router.ports());
    }

    @Test
    void entriesOfGatewaysThatAreNotThereStayInTheLedger() {
        LedgerEntry elsewhere =
                new LedgerEntry(
                        "uuid:office", "10.0.0.1", Protocol.TCP, 80, "10.0.0.9", 80, Instant.MAX);
        world.ledger.put(elsewhere);
        world.nextRun();
        world.gatewayComes();
        world.advance(Duration.ofHours(1));

        assertEquals(List.of(elsewhere), world.ledger.entries());
    }

    @Test
    void ofWhatAnEarlierRunHasLeftSixteenPortsAtATimeAreLookedAt() {
        openedByAnEarlierRun(IntStream.range(1000, 1040).toArray());
        world.gatewayComes();
        world.advance(Duration.ofMinutes(2));

        List<Integer> asked =
                router.log.stream()
                        .filter(each -> each.startsWith("findAll"))
                        .map(each -> each.split(",").length)
                        .toList();
        assertEquals(List.of(16, 16, 8), asked);
        assertEquals(Set.of(), router.ports());
    }

    private static LedgerEntry ofUdn(String udn, Instant goodUntil) {
        return new LedgerEntry(
                udn, "192.168.1.1", Protocol.TCP, 8080, ModelRouter.HERE, 8080, goodUntil);
    }

    @Test
    void whatARouterHeldThatHasAnotherIdentityNowIsForgottenWithItsLease() {
        Instant end = world.loop.now().plus(Duration.ofMinutes(30));
        world.ledger.put(ofUdn("uuid:of-before", end));
        world.ledger.put(ofUdn("uuid:192.168.1.1", end));
        world.ledger.put(ofUdn("uuid:permanent", Instant.MAX));
        world.nextRun();
        world.gatewayComes();
        world.advance(Duration.ofMinutes(29));
        assertTrue(world.ledger.entries().contains(ofUdn("uuid:of-before", end)));
        world.advance(Duration.ofMinutes(2));

        assertEquals(List.of(ofUdn("uuid:permanent", Instant.MAX)), world.ledger.entries());
    }

    @Test
    void anOrphanThatCouldNotBeClosedIsTriedAgain() {
        openedByAnEarlierRun(80);
        router.down = true;
        world.gatewayComes();
        world.advance(Duration.ofMinutes(3));
        assertEquals(1, world.ledger.entries().size());
        router.down = false;
        world.advance(Duration.ofMinutes(6));

        assertEquals(Set.of(), router.ports());
    }

    @Test
    void aLeftOverThatLedToAnotherPortInsideIsReplaced() {
        openedByAnEarlierRun(80);
        KeptPort port =
                world.keep(
                        new MappingRequest(
                                Set.of(Protocol.TCP), 80, 8080, "", KeeperFixture.LEASE, false),
                        new Origin("test", false));
        world.gatewayComes();
        world.advance(2);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(8080, router.at(tcp(80)).orElseThrow().internalPort());
    }

    @Test
    void aLeftOverForAnOlderAddressOfThisMachineIsReplaced() {
        openedByAnEarlierRun(80);
        KeptPort port = world.keep(80);
        world.keeper.added(
                router.gateway("uuid:192.168.1.1", "192.168.1.12"),
                KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        world.advance(2);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(ModelRouter.ip("192.168.1.12"), router.at(tcp(80)).orElseThrow().client());
    }

    @Test
    void releasingClosesThePortAndEndsItsRecord() {
        world.gatewayComes();
        KeptPort port = world.keep(80);
        world.advance(1);
        CompletableFuture<Void> released = port.release();
        world.advance(1);

        assertTrue(released.isDone() && !released.isCompletedExceptionally());
        assertEquals(PortPhase.RELEASED, KeeperFixture.phase(port));
        assertEquals(Set.of(), router.ports());
        assertEquals(List.of(), world.ledger.entries());
        assertEquals(List.of(), world.keeper.ports());
    }

    @Test
    void aPortThatIsGoneAlreadyCountsAsClosed() {
        world.gatewayComes();
        KeptPort port = world.keep(80);
        world.advance(1);
        router.forgetAll();
        CompletableFuture<Void> released = port.release();
        world.advance(1);

        released.join();
        assertEquals(List.of(), world.ledger.entries());
    }

    @Test
    void aPortReleasedWhileItIsOpenedIsClosedAfterwards() {
        world.gatewayComes();
        KeptPort port = world.keep(80);
        world.advance(Duration.ofMillis(7));
        CompletableFuture<Void> released = port.release();
        world.advance(2);

        released.join();
        assertEquals(Set.of(), router.ports());
        assertEquals(List.of(), world.ledger.entries());
    }

    @Test
    void aPortReleasedWhileTheRouterGivesItAnotherNumberIsClosedAfterwards() {
        router.put(tcp(80), ModelRouter.ELSEWHERE, 8080, "");
        router.hide(tcp(80));
        world.gatewayComes();
        KeptPort port = world.keep(80, KeeperFixture.LEASE, true);
        world.advance(Duration.ofMillis(7));
        port.close();
        world.advance(2);

        assertEquals(Set.of(tcp(80)), router.ports());
        assertEquals(List.of(), world.ledger.entries());
    }

    @Test
    void whatAnotherHasPutThereWhileOurAddressChangedIsNotTouched() {
        world.gatewayComes();
        world.keep(80);
        world.advance(1);
        router.put(tcp(80), ModelRouter.HERE, 9090, "another program");
        world.keeper.added(
                router.gateway("uuid:192.168.1.1", "192.168.1.11"),
                KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        KeeperFixture.removed(world.keeper, world.gateway);
        world.advance(5);

        assertEquals(9090, router.at(tcp(80)).orElseThrow().internalPort());
    }

    private KeptPort releasedWhileItIsRenewed() {
        world.gatewayComes();
        KeptPort port = world.keep(80);
        world.advance(1);
        router.latency = Duration.ofSeconds(20);
        world.advanceUntilAsked("renew");
        router.latency = Duration.ofMillis(5);
        world.told.clear();
        port.close();
        world.advance(1);
        return port;
    }

    @Test
    void aPortReleasedWhileItIsRenewedIsNotOpenedAgain_thoughTheRouterHasForgottenAll() {
        KeptPort port = releasedWhileItIsRenewed();
        router.forgetAll();
        world.revisionGrows();
        world.advance(3);
        assertEquals(PortPhase.RELEASED, KeeperFixture.phase(port));
        world.advance(60);

        assertEquals(PortPhase.RELEASED, KeeperFixture.phase(port));
        assertEquals(Set.of(), router.ports());
        assertEquals(List.of(), world.ledger.entries());
        assertEquals(List.of(), world.told);
    }

    @Test
    void whoReleasedAPortIsNotToldThatItIsLost() {
        KeptPort port = releasedWhileItIsRenewed();
        CompletableFuture<Void> released = port.release();
        KeeperFixture.removed(world.keeper, world.gateway);
        world.advance(1);

        assertEquals(PortPhase.RELEASED, KeeperFixture.phase(port));
        assertTrue(released.isCompletedExceptionally());
        assertEquals(List.of(), world.told);
    }

    @Test
    void aPortKeptAnewWhileItIsClosedIsOpenInTheEnd() {
        world.gatewayComes();
        KeptPort first = world.keep(80);
        world.advance(1);
        first.release();
        KeptPort second = world.keep(80);
        world.advance(2);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(second));
        assertTrue(router.at(tcp(80)).isPresent());
        assertEquals(1, world.ledger.entries().size());
    }

    @Test
    void aPortKeptAnewWhileItIsClosedIsNotRefused() {
        world.gatewayComes();
        KeptPort first = world.keep(80);
        world.advance(1);
        first.release();
        KeptPort second = world.keep(80);
        world.advance(2);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(second));
        assertEquals(0, world.count(Kind.PORT_REFUSED));
        assertEquals(Optional.empty(), second.status().lastTrouble());
    }

    @Test
    void aPortKeptAnewWhileItIsClosed_staysAtItsNumber_whereAnyWillDo() {
        world.gatewayComes();
        KeptPort first = world.keep(80);
        world.advance(1);
        first.release();
        world.keep(80, KeeperFixture.LEASE, true);
        world.advance(2);

        assertEquals(Set.of(tcp(80)), router.ports());
    }

    /** The call that renews it has not come back yet. */
    @Test
    void aPortKeptAnewWhileItsPredecessorIsStillAskedFor_staysAtItsNumber() {
        world.gatewayComes();
        KeptPort first = world.keep(80);
        world.advanceUntilAsked("renew");
        first.release();
        world.keep(80, KeeperFixture.LEASE, true);
        world.advance(5);

        assertEquals(Set.of(tcp(80)), router.ports());
        assertEquals(0, world.count(Kind.PORT_REFUSED));
    }

    @Test
    void aReleaseThatTheRouterDoesNotHearIsSaidAndMadeUpForLater() {
        world.gatewayComes();
        KeptPort port = world.keep(80);
        world.advance(1);
        router.down = true;
        CompletableFuture<Void> released = port.release();
        world.advance(60);
        assertTrue(released.isCompletedExceptionally());
        CompletionException failure = assertThrows(CompletionException.class, released::join);
        assertTrue(failure.getCause() instanceof GatewayException);

        router.down = false;
        world.advance(Duration.ofMinutes(6));
        assertEquals(Set.of(), router.ports());
        assertEquals(List.of(), world.ledger.entries());
    }

    @Test
    void aReleaseLeavesWhatAnotherProgramHasPutThereMeanwhile() {
        world.gatewayComes();
        KeptPort port = world.keep(80);
        world.advance(1);
        router.put(tcp(80), ModelRouter.HERE, 9090, "another program");
        CompletableFuture<Void> released = port.release();
        world.advance(1);

        released.join();
        assertEquals(9090, router.at(tcp(80)).orElseThrow().internalPort());
        assertEquals(List.of(), world.ledger.entries());
    }

    @Test
    void aReleaseOnARouterThatShowsNothingIsBelieved() {
        world.gatewayComes();
        KeptPort port = world.keep(80);
        world.advance(1);
        router.shows = false;
        port.release();
        world.advance(1);

        assertEquals(Set.of(), router.ports());
    }

    @Test
    void aReleaseWithoutTheRouterIsMadeUpForWhenItIsBack() {
        world.keeper.start();
        world.gatewayComes();
        KeptPort port = world.keep(80);
        world.advance(Duration.ofMinutes(2));
        KeeperFixture.removed(world.keeper, world.gateway);
        CompletableFuture<Void> released = port.release();
        world.advance(1);
        assertTrue(released.isCompletedExceptionally());

        world.gatewayComes();
        world.advance(5);
        assertEquals(Set.of(), router.ports());
    }

    @Test
    void notEachLookAndRenewalIsWritten_asMemoryCardsWearOut() {
        AtomicInteger writes = new AtomicInteger();
        Ledger memory = new MemoryLedger();
        Ledger counting =
                new Ledger() {
                    @Override
                    public List<LedgerEntry> entries() {
                        return memory.entries();
                    }

                    @Override
                    public void put(LedgerEntry entry) {
                        writes.incrementAndGet();
                        memory.put(entry);
                    }

                    @Override
                    public void remove(LedgerEntry entry) {
                        memory.remove(entry);
                    }
                };
        KeeperFixture days = new KeeperFixture(KeeperSettings.standard(), counting);
        days.gatewayComes();
        days.keep(80);
        days.advance(Duration.ofDays(10));

        assertTrue(writes.get() <= 245, writes + " writes in ten days, one an hour");
        Instant goodUntil = memory.entries().get(0).goodUntil();
        assertFalse(goodUntil.isBefore(days.loop.now().plus(Duration.ofMinutes(30))));
    }
}
