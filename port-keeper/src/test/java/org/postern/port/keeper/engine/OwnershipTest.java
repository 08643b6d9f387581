// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.api.gateway.PortKey.tcp;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.engine.KeeperSettings.GatewayScope;
import org.postern.port.keeper.kept.Origin;
import org.postern.port.keeper.ledger.Ledger;
import org.postern.port.keeper.ledger.LedgerEntry;
import org.postern.port.keeper.ledger.MemoryLedger;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.ModelRouter;

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
    private final KeeperFixture fixture = new KeeperFixture();
    private final ModelRouter router = fixture.router;

    private void openedByAnEarlierRun(int... ports) {
        fixture.gatewayComes();
        for (int port : ports) {
            fixture.keep(port);
        }
        fixture.advance(Duration.ofMinutes(3));
        fixture.nextRun();
        router.line.calls.clear();
        fixture.told.clear();
    }

    @Test
    void whatAnEarlierRunHasLeftIsAdoptedWithoutClosingIt() {
        openedByAnEarlierRun(80);
        KeptPort port = fixture.keep(80);
        fixture.gatewayComes();
        fixture.advance(2);

        assertEquals(List.of("findAll TCP [80]"), router.line.calls);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(List.of("opened 203.0.113.5:80"), fixture.told);
        fixture.advance(Duration.ofHours(3));
        assertEquals(0, router.lapses());
    }

    @Test
    void anAdoptedLeaseIsRenewedWhenHalfOfItIsOver() {
        openedByAnEarlierRun(80);
        fixture.advance(Duration.ofMinutes(40));
        fixture.keep(80);
        fixture.gatewayComes();
        fixture.advance(5);

        assertTrue(router.line.calls.contains("renew TCP 80 3600"), router.line.calls.toString());
    }

    @Test
    void whatNobodyAsksForAnyMoreIsClosedAfterTheGrace() {
        openedByAnEarlierRun(80, 81, 82);
        fixture.keep(81);
        fixture.gatewayComes();
        fixture.advance(55);
        assertEquals(3, router.ports().size(), "somebody may come still");
        fixture.advance(10);

        assertEquals(Set.of(tcp(81)), router.ports());
        assertEquals(1, fixture.ledger.entries().size());
    }

    @Test
    void aReleaseLongAfterTheRouterIsGoneHasNothingToClose() {
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(1);
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        fixture.advance(Duration.ofHours(2));
        CompletableFuture<Void> released = port.release();
        fixture.advance(1);

        released.join();
    }

    @Test
    void whatStandsOnAnotherRouterIsNotOurs() {
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(1);
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        ModelRouter other = KeeperFixture.router(fixture.loop);
        other.put(tcp(80), KeeperFixture.HERE, 80, "another program");
        fixture.keeper.added(
                KeeperFixture.gateway(other, "192.168.1.2"),
                KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        fixture.advance(2);

        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
    }

    @Test
    void whatAnEarlierRunHasLeftIsAdoptedWhereTheRouterDoesNotTellTheClient() {
        openedByAnEarlierRun(80);
        router.put(tcp(80), "0.0.0.0", 80, "");
        KeptPort port = fixture.keep(80);
        fixture.gatewayComes();
        fixture.advance(2);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(List.of("findAll TCP [80]"), router.line.calls);
    }

    @Test
    void anotherGraceCountsAtOnce() {
        openedByAnEarlierRun(80);
        fixture.gatewayComes();
        fixture.keeper.settings(
                new KeeperSettings(
                        GatewayScope.CHOSEN,
                        "",
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10),
                        false));
        fixture.advance(12);

        assertEquals(Set.of(), router.ports());
    }

    /** Components are bound to the gateways that are there before they are activated. */
    @Test
    void aGatewayThatComesBeforeTheStartIsClearedToo() {
        openedByAnEarlierRun(80);
        fixture.loop.drop();
        fixture.router.line.resetRunning();
        fixture.keeper = fixture.keeper(KeeperSettings.standard());
        fixture.gatewayComes();
        fixture.keeper.start();
        fixture.advance(65);

        assertEquals(Set.of(), router.ports());
        assertEquals(List.of(), fixture.ledger.entries());
    }

    @Test
    void aGatewayThatComesAfterTheGraceIsClearedToo() {
        openedByAnEarlierRun(80);
        fixture.advance(Duration.ofMinutes(2));
        fixture.gatewayComes();
        fixture.advance(2);

        assertEquals(Set.of(), router.ports());
        assertEquals(List.of(), fixture.ledger.entries());
    }

    @Test
    void somebodyElsesMappingInThePlaceOfAnOrphanStays() {
        openedByAnEarlierRun(80, 81, 82);
        router.put(tcp(80), KeeperFixture.ELSEWHERE, 80, "");
        router.put(tcp(81), KeeperFixture.HERE, 9999, "another program");
        fixture.gatewayComes();
        fixture.advance(Duration.ofMinutes(2));

        assertEquals(Set.of(tcp(80), tcp(81)), router.ports());
        assertEquals(List.of(), fixture.ledger.entries(), "none is ours");
        assertFalse(router.line.calls.contains("unmap TCP 80"));
        assertFalse(router.line.calls.contains("unmap TCP 81"));
    }

    @Test
    void anOrphanOfWhichTheRouterDoesNotTellTheClientIsClosed_butNotWhenItsLeaseIsOver() {
        openedByAnEarlierRun(80);
        router.put(tcp(80), "0.0.0.0", 80, "");
        fixture.gatewayComes();
        fixture.advance(Duration.ofMinutes(2));
        assertEquals(Set.of(), router.ports());

        openedByAnEarlierRun(80);
        fixture.advance(Duration.ofHours(2));
        router.put(tcp(80), "0.0.0.0", 80, "");
        fixture.gatewayComes();
        fixture.advance(Duration.ofMinutes(2));
        assertEquals(Set.of(tcp(80)), router.ports());
    }

    @Test
    void entriesOfGatewaysThatAreNotThereStayInTheLedger() {
        LedgerEntry elsewhere =
                new LedgerEntry(
                        "uuid:office", "10.0.0.1", Protocol.TCP, 80, "10.0.0.9", 80, Instant.MAX);
        fixture.ledger.put(elsewhere);
        fixture.nextRun();
        fixture.gatewayComes();
        fixture.advance(Duration.ofHours(1));

        assertEquals(List.of(elsewhere), fixture.ledger.entries());
    }

    @Test
    void ofWhatAnEarlierRunHasLeftSixteenPortsAtATimeAreLookedAt() {
        openedByAnEarlierRun(IntStream.range(1000, 1040).toArray());
        fixture.gatewayComes();
        fixture.advance(Duration.ofMinutes(2));

        List<Integer> asked =
                router.line.calls.stream()
                        .filter(each -> each.startsWith("findAll"))
                        .map(each -> each.split(",").length)
                        .toList();
        assertEquals(List.of(16, 16, 8), asked);
        assertEquals(Set.of(), router.ports());
    }

    private static LedgerEntry ofUdn(String udn, Instant goodUntil) {
        return new LedgerEntry(
                udn, "192.168.1.1", Protocol.TCP, 8080, KeeperFixture.HERE, 8080, goodUntil);
    }

    @Test
    void whatARouterHeldThatHasAnotherIdentityNowIsForgottenWithItsLease() {
        Instant end = fixture.loop.now().plus(Duration.ofMinutes(30));
        fixture.ledger.put(ofUdn("uuid:of-before", end));
        fixture.ledger.put(ofUdn("uuid:192.168.1.1", end));
        fixture.ledger.put(ofUdn("uuid:permanent", Instant.MAX));
        fixture.nextRun();
        fixture.gatewayComes();
        fixture.advance(Duration.ofMinutes(29));
        assertTrue(fixture.ledger.entries().contains(ofUdn("uuid:of-before", end)));
        fixture.advance(Duration.ofMinutes(2));

        assertEquals(List.of(ofUdn("uuid:permanent", Instant.MAX)), fixture.ledger.entries());
    }

    @Test
    void anOrphanThatCouldNotBeClosedIsTriedAgain() {
        openedByAnEarlierRun(80);
        router.line.down = true;
        fixture.gatewayComes();
        fixture.advance(Duration.ofMinutes(3));
        assertEquals(1, fixture.ledger.entries().size());
        router.line.down = false;
        fixture.advance(Duration.ofMinutes(6));

        assertEquals(Set.of(), router.ports());
    }

    @Test
    void aLeftOverThatLedToAnotherPortInsideIsReplaced() {
        openedByAnEarlierRun(80);
        KeptPort port =
                fixture.keep(
                        new MappingRequest(
                                Set.of(Protocol.TCP), 80, 8080, "", KeeperFixture.LEASE, false),
                        new Origin("test", false));
        fixture.gatewayComes();
        fixture.advance(2);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(8080, router.at(tcp(80)).orElseThrow().internalPort());
    }

    @Test
    void aLeftOverForAnOlderAddressOfThisMachineIsReplaced() {
        openedByAnEarlierRun(80);
        KeptPort port = fixture.keep(80);
        fixture.keeper.added(
                fixture.gateway("uuid:192.168.1.1", "192.168.1.12"),
                KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        fixture.advance(2);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(
                ModelGateway.address("192.168.1.12"),
                router.at(tcp(80)).orElseThrow().internalClient());
    }

    @Test
    void releasingClosesThePortAndEndsItsRecord() {
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(1);
        CompletableFuture<Void> released = port.release();
        fixture.advance(1);

        assertTrue(released.isDone() && !released.isCompletedExceptionally());
        assertEquals(PortPhase.RELEASED, KeeperFixture.phase(port));
        assertEquals(Set.of(), router.ports());
        assertEquals(List.of(), fixture.ledger.entries());
        assertEquals(List.of(), fixture.keeper.ports());
    }

    @Test
    void aPortThatIsGoneAlreadyCountsAsClosed() {
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(1);
        router.forgetAll();
        CompletableFuture<Void> released = port.release();
        fixture.advance(1);

        released.join();
        assertEquals(List.of(), fixture.ledger.entries());
    }

    @Test
    void aPortReleasedWhileItIsOpenedIsClosedAfterwards() {
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(Duration.ofMillis(7));
        CompletableFuture<Void> released = port.release();
        fixture.advance(2);

        released.join();
        assertEquals(Set.of(), router.ports());
        assertEquals(List.of(), fixture.ledger.entries());
    }

    @Test
    void aPortReleasedWhileTheRouterGivesItAnotherNumberIsClosedAfterwards() {
        router.put(tcp(80), KeeperFixture.ELSEWHERE, 8080, "");
        router.hide(tcp(80));
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80, KeeperFixture.LEASE, true);
        fixture.advance(Duration.ofMillis(7));
        port.close();
        fixture.advance(2);

        assertEquals(Set.of(tcp(80)), router.ports());
        assertEquals(List.of(), fixture.ledger.entries());
    }

    @Test
    void whatAnotherHasPutThereWhileOurAddressChangedIsNotTouched() {
        fixture.gatewayComes();
        fixture.keep(80);
        fixture.advance(1);
        router.put(tcp(80), KeeperFixture.HERE, 9090, "another program");
        fixture.keeper.added(
                fixture.gateway("uuid:192.168.1.1", "192.168.1.11"),
                KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        fixture.advance(5);

        assertEquals(9090, router.at(tcp(80)).orElseThrow().internalPort());
    }

    private KeptPort releasedWhileItIsRenewed() {
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(1);
        router.line.latency = Duration.ofSeconds(20);
        fixture.advanceUntilAsked("renew");
        router.line.latency = Duration.ofMillis(5);
        fixture.told.clear();
        port.close();
        fixture.advance(1);
        return port;
    }

    @Test
    void aPortReleasedWhileItIsRenewedIsNotOpenedAgain_thoughTheRouterHasForgottenAll() {
        KeptPort port = releasedWhileItIsRenewed();
        router.forgetAll();
        fixture.revisionGrows();
        fixture.advance(3);
        assertEquals(PortPhase.RELEASED, KeeperFixture.phase(port));
        fixture.advance(60);

        assertEquals(PortPhase.RELEASED, KeeperFixture.phase(port));
        assertEquals(Set.of(), router.ports());
        assertEquals(List.of(), fixture.ledger.entries());
        assertEquals(List.of(), fixture.told);
    }

    @Test
    void whoReleasedAPortIsNotToldThatItIsLost() {
        KeptPort port = releasedWhileItIsRenewed();
        CompletableFuture<Void> released = port.release();
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        fixture.advance(1);

        assertEquals(PortPhase.RELEASED, KeeperFixture.phase(port));
        assertTrue(released.isCompletedExceptionally());
        assertEquals(List.of(), fixture.told);
    }

    @Test
    void aPortKeptAnewWhileItIsClosedIsOpenInTheEnd() {
        fixture.gatewayComes();
        KeptPort first = fixture.keep(80);
        fixture.advance(1);
        first.release();
        KeptPort second = fixture.keep(80);
        fixture.advance(2);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(second));
        assertTrue(router.at(tcp(80)).isPresent());
        assertEquals(1, fixture.ledger.entries().size());
    }

    @Test
    void aPortKeptAnewWhileItIsClosedIsNotRefused() {
        fixture.gatewayComes();
        KeptPort first = fixture.keep(80);
        fixture.advance(1);
        first.release();
        KeptPort second = fixture.keep(80);
        fixture.advance(2);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(second));
        assertEquals(0, fixture.count(Kind.PORT_TAKEN));
        assertEquals(Optional.empty(), second.status().lastTrouble());
    }

    @Test
    void aPortKeptAnewWhileItIsClosed_staysAtItsNumber_whereAnyWillDo() {
        fixture.gatewayComes();
        KeptPort first = fixture.keep(80);
        fixture.advance(1);
        first.release();
        fixture.keep(80, KeeperFixture.LEASE, true);
        fixture.advance(2);

        assertEquals(Set.of(tcp(80)), router.ports());
    }

    /** The call that renews it has not come back yet. */
    @Test
    void aPortKeptAnewWhileItsPredecessorIsStillAskedFor_staysAtItsNumber() {
        fixture.gatewayComes();
        KeptPort first = fixture.keep(80);
        fixture.advanceUntilAsked("renew");
        first.release();
        fixture.keep(80, KeeperFixture.LEASE, true);
        fixture.advance(5);

        assertEquals(Set.of(tcp(80)), router.ports());
        assertEquals(0, fixture.count(Kind.PORT_TAKEN));
    }

    @Test
    void aReleaseThatTheRouterDoesNotHearIsSaidAndMadeUpForLater() {
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(1);
        router.line.down = true;
        CompletableFuture<Void> released = port.release();
        fixture.advance(60);
        assertTrue(released.isCompletedExceptionally());
        CompletionException failure = assertThrows(CompletionException.class, released::join);
        assertTrue(failure.getCause() instanceof GatewayException);

        router.line.down = false;
        fixture.advance(Duration.ofMinutes(6));
        assertEquals(Set.of(), router.ports());
        assertEquals(List.of(), fixture.ledger.entries());
    }

    @Test
    void aReleaseLeavesWhatAnotherProgramHasPutThereMeanwhile() {
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(1);
        router.put(tcp(80), KeeperFixture.HERE, 9090, "another program");
        CompletableFuture<Void> released = port.release();
        fixture.advance(1);

        released.join();
        assertEquals(9090, router.at(tcp(80)).orElseThrow().internalPort());
        assertEquals(List.of(), fixture.ledger.entries());
    }

    @Test
    void aReleaseOnARouterThatShowsNothingIsBelieved() {
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(1);
        router.showsNothing = true;
        port.release();
        fixture.advance(1);

        assertEquals(Set.of(), router.ports());
    }

    @Test
    void aReleaseWithoutTheRouterIsMadeUpForWhenItIsBack() {
        fixture.keeper.start();
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(Duration.ofMinutes(2));
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        CompletableFuture<Void> released = port.release();
        fixture.advance(1);
        assertTrue(released.isCompletedExceptionally());

        fixture.gatewayComes();
        fixture.advance(5);
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
