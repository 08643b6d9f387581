// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.api.gateway.PortKey.tcp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.ledger.LedgerEntry;
import org.postern.port.keeper.ledger.SharedLedger;
import org.postern.port.keeper.state.Sentences;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.ModelRouter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Ports that somebody else has. */
class ConflictTest {
    private final KeeperFixture fixture = new KeeperFixture();
    private final ModelRouter router = fixture.router;

    private int held(KeptPort port) {
        return KeeperFixture.holding(port).port().mapping().externalPort();
    }

    @Test
    void whoHoldsItIsToldOnce_andItIsTakenWhenItBecomesFree() {
        router.put(tcp(80), KeeperFixture.ELSEWHERE, 8080, "webcam");
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(Duration.ofHours(1));

        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        assertEquals(fixture.heldByAnother(80), KeeperFixture.trouble(port));
        assertEquals(1, fixture.count(Kind.PORT_TAKEN));
        assertTrue(router.line.calls.stream().allMatch(each -> each.startsWith("findAll")));
        assertTrue(
                router.line.calls.size() >= 12 && router.line.calls.size() <= 25,
                "" + router.line.calls.size());

        router.forget(tcp(80));
        fixture.advance(Duration.ofMinutes(5).plusSeconds(2));
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void aRestartOfTheRouterIsAChanceToGetIt() {
        router.put(tcp(80), KeeperFixture.ELSEWHERE, 8080, "");
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(Duration.ofMinutes(20));
        router.forgetAll();
        fixture.revisionGrows();
        fixture.advance(2);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void aHolderThatTheRouterHidesIsFoundByTrying_andNamedAsTheRouterDoes() {
        router.put(tcp(80), KeeperFixture.ELSEWHERE, 8080, "");
        router.hide(tcp(80));
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(2);

        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        assertEquals("TCP 80 is taken.", KeeperFixture.trouble(port));
        assertEquals(List.of(), fixture.ledger.entries());
    }

    @Test
    void anotherProgramOfThisMachineIsNotOverwritten() {
        router.put(tcp(80), KeeperFixture.HERE, 9090, "torrent");
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(Duration.ofMinutes(10));

        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        assertEquals(9090, router.at(tcp(80)).orElseThrow().internalPort());
        assertEquals(fixture.heldByAnother(80), KeeperFixture.trouble(port));
    }

    /** Quirk A51. */
    @Test
    void aMappingOfThisMachineOverAnotherProtocolIsSaidToBeOne() {
        router.put(tcp(80), KeeperFixture.HERE, 80, "PCP MAP 0123456789abcdef01234567");
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(2);

        String event =
                fixture.events.stream()
                        .filter(each -> each.kind() == Kind.PORT_TAKEN)
                        .findFirst()
                        .orElseThrow()
                        .sentence();
        assertTrue(event.contains("opened it over NAT-PMP or PCP"), event);
        assertTrue(event.endsWith(KeeperFixture.trouble(port)), event);
        assertEquals(
                "PCP MAP 0123456789abcdef01234567", router.at(tcp(80)).orElseThrow().description());
    }

    @Test
    void aSecondInstanceOfOurselvesIsNotOverwrittenNorClosed() {
        KeeperFixture second = new KeeperFixture(KeeperSettings.standard(), besideAnother());
        second.router.put(tcp(80), KeeperFixture.HERE, 80, "game");
        second.gatewayComes();
        KeptPort port = second.keep(80);
        second.keeper.start();
        second.advance(Duration.ofMinutes(10));

        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        port.release();
        second.advance(2);
        assertTrue(second.router.at(tcp(80)).isPresent());
    }

    /** On such a router all instances of a machine are one client. */
    @Test
    void aPortThatAnotherInstanceKeepsOnARouterThatShowsNothing_isLeftAlone() {
        KeeperFixture second = new KeeperFixture(KeeperSettings.standard(), besideAnother());
        second.gateway.capabilities.removeAll(Set.of(Capability.FIND, Capability.LIST));
        second.router.put(tcp(80), KeeperFixture.HERE, 80, "game");
        second.gatewayComes();
        KeptPort port = second.keep(80);
        KeptPort free = second.keep(81);
        second.advance(Duration.ofMinutes(10));

        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(free));
        port.release();
        second.advance(2);
        assertFalse(
                second.router.line.calls.stream().anyMatch(each -> each.endsWith("map TCP 80")));
        assertTrue(second.router.at(tcp(80)).isPresent());
    }

    @Test
    void whatAnotherInstanceHasRecordedOfAnotherRouter_isInNobodysWay() {
        SharedLedger ledger = besideAnother("uuid:elsewhere");
        KeeperFixture second = new KeeperFixture(KeeperSettings.standard(), ledger);
        second.gateway.capabilities.removeAll(Set.of(Capability.FIND, Capability.LIST));
        second.gatewayComes();
        KeptPort port = second.keep(80);
        second.advance(5);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void whatAnEarlierRunHasLeft_andAnotherInstanceKeepsNow_isNotClosed() {
        SharedLedger ledger = besideAnother();
        ledger.put(ledger.entriesOfOthers().get(0));
        KeeperFixture second = new KeeperFixture(KeeperSettings.standard(), ledger);
        second.keeper.start();
        second.router.put(tcp(80), KeeperFixture.HERE, 80, "game");
        second.gatewayComes();
        second.advance(Duration.ofMinutes(10));

        assertTrue(second.router.at(tcp(80)).isPresent());
        assertEquals(List.of(), ledger.entries());
    }

    /** Of an instance beside which another one keeps TCP port 80. */
    private static SharedLedger besideAnother() {
        return besideAnother("uuid:192.168.1.1");
    }

    private static SharedLedger besideAnother(String udn) {
        return new SharedLedger(
                new LedgerEntry(
                        udn, "192.168.1.1", Protocol.TCP, 80, KeeperFixture.HERE, 80, Instant.MAX));
    }

    /** With the description of the request, or where a router has none. */
    @ParameterizedTest
    @ValueSource(strings = {"game", "ga", ""})
    void aPortThatThisMachineHasOpenedForItself_isAdopted_withTheLeaseThatIsAskedFor(
            String description) {
        router.put(tcp(80), KeeperFixture.HERE, 80, description);
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(2);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(KeeperFixture.LEASE, router.at(tcp(80)).orElseThrow().lease().plusSeconds(1));
        assertEquals(1, fixture.ledger.entries().size());
        assertFalse(router.line.calls.contains("unmap TCP 80"));

        port.release();
        fixture.advance(2);
        assertEquals(Set.of(), router.ports());
    }

    @Test
    void aPortOfThisMachineWithAnotherDescription_belongsToAnotherProgram() {
        router.put(tcp(80), KeeperFixture.HERE, 80, "torrent");
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(2);
        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        assertEquals(fixture.heldByAnother(80), KeeperFixture.trouble(port));
    }

    @Test
    void whereAnyPortWillDoAnotherOneIsTaken_andKeptOverALoss() {
        router.put(tcp(80), KeeperFixture.ELSEWHERE, 8080, "");
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80, KeeperFixture.LEASE, true);
        fixture.advance(2);
        int other = held(port);
        assertNotEquals(80, other);
        assertEquals(80, KeeperFixture.holding(port).port().mapping().internalPort());
        assertEquals(List.of("opened 203.0.113.5:" + other), fixture.told);

        router.forget(tcp(80));
        router.forget(tcp(other));
        fixture.revisionGrows();
        fixture.advance(2);
        assertEquals(other, held(port));
    }

    /** A gateway overwrites what leads to this machine at the port that it is asked for. */
    @Test
    void anotherProgramOfThisMachineIsNotOverwrittenWhereAnyPortWillDo() {
        router.put(tcp(80), KeeperFixture.HERE, 9090, "torrent");
        router.put(tcp(81), KeeperFixture.HERE, 9091, "torrent");
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80, KeeperFixture.LEASE, true);
        fixture.advance(2);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertTrue(held(port) > 81);
        assertEquals(9090, router.at(tcp(80)).orElseThrow().internalPort());
        assertEquals(9091, router.at(tcp(81)).orElseThrow().internalPort());
    }

    @Test
    void aPortThatAnotherKeptPortHas_isOpenedAsSoonAsThatOneLetsGo() {
        router.put(tcp(80), KeeperFixture.ELSEWHERE, 8080, "");
        fixture.gatewayComes();
        KeptPort other = fixture.keep(80, KeeperFixture.LEASE, true);
        fixture.advance(2);
        assertEquals(81, held(other));
        KeptPort port = fixture.keep(81);
        fixture.advance(Duration.ofMinutes(7));
        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));

        other.release();
        fixture.advance(2);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(81, router.at(tcp(81)).orElseThrow().internalPort());
    }

    private void oneThatTheRouterHides() {
        router.put(tcp(80), KeeperFixture.ELSEWHERE, 8080, "");
        router.hide(tcp(80));
        router.losesAnswer = true;
        fixture.gatewayComes();
    }

    private Set<PortKey> ours() {
        return router.ports().stream()
                .filter(each -> router.at(each).orElseThrow().description().equals("game"))
                .collect(Collectors.toSet());
    }

    @Test
    void aNumberWhoseAnswerWasLost_isFoundInTheTable_andKept() {
        oneThatTheRouterHides();
        router.put(tcp(99), KeeperFixture.HERE, 80, "", Duration.ofMinutes(20));
        router.put(tcp(100), KeeperFixture.HERE, 80, "another program");
        KeptPort port = fixture.keep(80, KeeperFixture.LEASE, true);
        fixture.advance(10);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(81, held(port));
        assertEquals(Set.of(tcp(81)), ours());
        assertEquals(
                List.of(tcp(81)),
                fixture.ledger.entries().stream().map(each -> each.key()).toList());
        assertEquals(List.of("opened 203.0.113.5:81"), fixture.told);
        assertTrue(router.ports().containsAll(Set.of(tcp(99), tcp(100))), "of others");
        port.release();
        fixture.advance(2);
        assertEquals(Set.of(), ours());
    }

    @Test
    void aNumberWhoseAnswerWasLost_thatAnotherKeptPortWaitsFor_isClosed() {
        router.refused = request -> request.externalPort() == 81;
        oneThatTheRouterHides();
        KeptPort waits = fixture.keep(81);
        fixture.advance(2);
        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(waits));
        KeptPort port = fixture.keep(80, KeeperFixture.LEASE, true);
        fixture.advance(20);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertTrue(held(port) > 81);
        assertEquals(Set.of(tcp(held(port))), ours());
        assertEquals(1, fixture.ledger.entries().size());
    }

    /** While the call runs, and after its answer was lost. */
    @ParameterizedTest
    @ValueSource(ints = {7, 100})
    void aNumberWhoseAnswerWasLost_isClosed_whenThePortIsReleased(int millis) {
        oneThatTheRouterHides();
        KeptPort port = fixture.keep(80, KeeperFixture.LEASE, true);
        fixture.advance(Duration.ofMillis(millis));
        CompletableFuture<Void> released = port.release();
        fixture.advance(5);

        assertEquals(Set.of(), ours());
        assertEquals(List.of(), fixture.ledger.entries());
        assertTrue(released.isDone() && !released.isCompletedExceptionally());
    }

    @Test
    void aReleaseEnds_thoughALostNumberCannotBeSearchedFor() {
        oneThatTheRouterHides();
        KeptPort port = fixture.keep(80, KeeperFixture.LEASE, true);
        fixture.advance(Duration.ofMillis(100));
        router.line.down = true;
        CompletableFuture<Void> released = port.release();
        fixture.advance(Duration.ofMinutes(2));

        assertTrue(released.isCompletedExceptionally());
    }

    @Test
    void atTheEndNoLostNumberIsSearchedFor() {
        oneThatTheRouterHides();
        fixture.keep(80, KeeperFixture.LEASE, true);
        fixture.advance(Duration.ofMillis(7));
        CompletableFuture<Void> end = fixture.keeper.stop();
        fixture.advance(1);

        assertTrue(end.isDone());
    }

    @Test
    void theGatewayAloneChoosesAnotherPort_inOneCall() {
        for (int port = 80; port < 85; port++) {
            router.put(tcp(port), KeeperFixture.ELSEWHERE, 1, "");
            router.hide(tcp(port));
        }
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80, KeeperFixture.LEASE, true);
        fixture.advance(2);

        assertEquals(85, held(port));
        assertEquals(List.of("findAll TCP [80]", "map TCP 80"), router.line.calls);
    }

    @Test
    void whereTheGatewayFindsNoOtherPortItIsNotAskedForFurtherOnes() {
        for (int port = 80; port < 100; port++) {
            router.put(tcp(port), KeeperFixture.ELSEWHERE, 1, "");
            router.hide(tcp(port));
        }
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80, KeeperFixture.LEASE, true);
        fixture.advance(20);

        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        assertEquals(List.of("findAll TCP [80]", "map TCP 80"), router.line.calls);
    }

    @Test
    void thatAllPortsAreTakenIsToldOnce() {
        for (int port = 1; port <= 65535; port++) {
            router.put(tcp(port), KeeperFixture.ELSEWHERE, 1, "");
        }
        fixture.gatewayComes();
        fixture.keep(80, KeeperFixture.LEASE, true);
        fixture.advance(Duration.ofHours(1));

        assertEquals(1, fixture.count(Kind.PORT_TAKEN));
    }

    @Test
    void aHiddenHolderIsEvadedByTheGatewaysOwnLadder() {
        router.put(tcp(80), KeeperFixture.ELSEWHERE, 8080, "");
        router.hide(tcp(80));
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80, KeeperFixture.LEASE, true);
        fixture.advance(2);

        assertEquals(81, held(port));
        assertEquals(1, fixture.ledger.entries().size());
        assertEquals(81, fixture.ledger.entries().get(0).externalPort());
    }

    @Test
    void anotherPortThatWasTakenOnceIsAskedForByTheNextRun() {
        router.put(tcp(80), KeeperFixture.ELSEWHERE, 8080, "");
        fixture.gatewayComes();
        int other = held(keptAnywhere());
        fixture.nextRun();
        KeptPort again = keptAnywhere();
        fixture.gatewayComes();
        fixture.advance(Duration.ofMinutes(3));

        assertEquals(other, held(again));
        assertEquals(2, router.ports().size(), "the other's, and one of ours");
    }

    @Test
    void theNextRunDoesNotWanderToAnEasierNumber() {
        router.put(tcp(80), KeeperFixture.ELSEWHERE, 8080, "");
        router.put(tcp(8080), KeeperFixture.ELSEWHERE, 8080, "");
        fixture.gatewayComes();
        int other = held(keptAnywhere());
        fixture.nextRun();
        router.forget(tcp(8080));
        KeptPort again = keptAnywhere();
        fixture.gatewayComes();
        fixture.advance(2);

        assertEquals(other, held(again));
    }

    private KeptPort keptAnywhere() {
        KeptPort port = fixture.keep(80, KeeperFixture.LEASE, true);
        fixture.advance(2);
        return port;
    }

    @Test
    void aPortTakenOverMeanwhileMakesRoomForAnotherNumber() {
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80, KeeperFixture.LEASE, true);
        fixture.advance(1);
        router.put(tcp(80), KeeperFixture.ELSEWHERE, 8080, "");
        fixture.revisionGrows();
        fixture.advance(3);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertNotEquals(80, held(port));
        assertEquals(
                ModelGateway.address(KeeperFixture.ELSEWHERE),
                router.at(tcp(80)).get().internalClient());
    }

    @Test
    void aPortThatAnotherKeptPortHasFoundForItselfIsNotTakenFromIt() {
        router.put(tcp(80), KeeperFixture.ELSEWHERE, 8080, "");
        router.hide(tcp(80));
        fixture.gatewayComes();
        KeptPort first = fixture.keep(80, KeeperFixture.LEASE, true);
        fixture.advance(2);
        assertEquals(81, held(first));
        KeptPort second = fixture.keep(81);
        fixture.advance(2);

        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(second));
        assertEquals(Sentences.kept(tcp(81), "test"), KeeperFixture.trouble(second));
        first.release();
        fixture.advance(Duration.ofMinutes(1));
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(second));
    }
}
