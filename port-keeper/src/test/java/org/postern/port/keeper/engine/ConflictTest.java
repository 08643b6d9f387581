// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.port.keeper.engine.ModelRouter.tcp;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Ports that somebody else has. */
class ConflictTest {
    private final KeeperFixture world = new KeeperFixture();
    private final ModelRouter router = world.router;

    private int held(KeptPort port) {
        return KeeperFixture.holding(port).port().mapping().externalPort();
    }

    @Test
    void whoHoldsItIsToldOnce_andItIsTakenWhenItBecomesFree() {
        router.put(tcp(80), ModelRouter.ELSEWHERE, 8080, "webcam");
        world.gatewayComes();
        KeptPort port = world.keep(80);
        world.advance(Duration.ofHours(1));

        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        assertTrue(
                KeeperFixture.trouble(port).contains(ModelRouter.ELSEWHERE),
                KeeperFixture.trouble(port));
        assertTrue(KeeperFixture.trouble(port).contains("webcam"));
        assertEquals(1, world.count(Kind.PORT_REFUSED));
        assertTrue(router.log.stream().allMatch(each -> each.startsWith("findAll")));
        assertTrue(router.log.size() >= 12 && router.log.size() <= 25, "" + router.log.size());

        router.forget(tcp(80));
        world.advance(Duration.ofMinutes(5).plusSeconds(2));
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void aRestartOfTheRouterIsAChanceToGetIt() {
        router.put(tcp(80), ModelRouter.ELSEWHERE, 8080, "");
        world.gatewayComes();
        KeptPort port = world.keep(80);
        world.advance(Duration.ofMinutes(20));
        router.forgetAll();
        world.revisionGrows();
        world.advance(2);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void aHolderThatTheRouterHidesIsFoundByTrying_andNamedAsTheRouterDoes() {
        router.put(tcp(80), ModelRouter.ELSEWHERE, 8080, "");
        router.hide(tcp(80));
        world.gatewayComes();
        KeptPort port = world.keep(80);
        world.advance(2);

        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        assertEquals("TCP 80 is taken.", KeeperFixture.trouble(port));
        assertEquals(List.of(), world.ledger.entries());
    }

    @Test
    void anotherProgramOfThisMachineIsNotOverwritten() {
        router.put(tcp(80), ModelRouter.HERE, 9090, "torrent");
        world.gatewayComes();
        KeptPort port = world.keep(80);
        world.advance(Duration.ofMinutes(10));

        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        assertEquals(9090, router.at(tcp(80)).orElseThrow().internalPort());
        assertTrue(
                KeeperFixture.trouble(port)
                        .contains("another program on this machine, port 9090, called 'torrent'"));
    }

    @Test
    void aSecondInstanceOfOurselvesIsNotOverwrittenNorClosed() {
        router.put(tcp(80), ModelRouter.HERE, 80, "game");
        world.gatewayComes();
        KeptPort port = world.keep(80);
        world.keeper.start();
        world.advance(Duration.ofMinutes(10));
        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));

        port.release();
        world.advance(2);
        assertTrue(router.at(tcp(80)).isPresent());
    }

    @Test
    void whereAnyPortWillDoAnotherOneIsTaken_andKeptOverALoss() {
        router.put(tcp(80), ModelRouter.ELSEWHERE, 8080, "");
        world.gatewayComes();
        KeptPort port = world.keep(80, KeeperFixture.LEASE, true);
        world.advance(2);
        int other = held(port);
        assertNotEquals(80, other);
        assertEquals(80, KeeperFixture.holding(port).port().mapping().internalPort());
        assertEquals(List.of("opened 203.0.113.5:" + other), world.told);

        router.forget(tcp(80));
        router.forget(tcp(other));
        world.revisionGrows();
        world.advance(2);
        assertEquals(other, held(port));
    }

    /** A gateway overwrites what leads to this machine at the port that it is asked for. */
    @Test
    void anotherProgramOfThisMachineIsNotOverwrittenWhereAnyPortWillDo() {
        router.put(tcp(80), ModelRouter.HERE, 9090, "torrent");
        router.put(tcp(81), ModelRouter.HERE, 9091, "torrent");
        world.gatewayComes();
        KeptPort port = world.keep(80, KeeperFixture.LEASE, true);
        world.advance(2);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertTrue(held(port) > 81);
        assertEquals(9090, router.at(tcp(80)).orElseThrow().internalPort());
        assertEquals(9091, router.at(tcp(81)).orElseThrow().internalPort());
    }

    @Test
    void aPortThatAnotherKeptPortHas_isOpenedAsSoonAsThatOneLetsGo() {
        router.put(tcp(80), ModelRouter.ELSEWHERE, 8080, "");
        world.gatewayComes();
        KeptPort other = world.keep(80, KeeperFixture.LEASE, true);
        world.advance(2);
        assertEquals(81, held(other));
        KeptPort port = world.keep(81);
        world.advance(Duration.ofMinutes(7));
        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));

        other.release();
        world.advance(2);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(81, router.at(tcp(81)).orElseThrow().internalPort());
    }

    private void oneThatTheRouterHides() {
        router.put(tcp(80), ModelRouter.ELSEWHERE, 8080, "");
        router.hide(tcp(80));
        router.losesAnswer = true;
        world.gatewayComes();
    }

    private Set<PortKey> ours() {
        return router.ports().stream()
                .filter(each -> router.at(each).orElseThrow().description().equals("game"))
                .collect(Collectors.toSet());
    }

    @Test
    void aNumberWhoseAnswerWasLost_isFoundInTheTable_andKept() {
        oneThatTheRouterHides();
        router.putLeased(tcp(99), ModelRouter.HERE, 80, Duration.ofMinutes(20));
        router.put(tcp(100), ModelRouter.HERE, 80, "another program");
        KeptPort port = world.keep(80, KeeperFixture.LEASE, true);
        world.advance(10);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(81, held(port));
        assertEquals(Set.of(tcp(81)), ours());
        assertEquals(
                List.of(tcp(81)), world.ledger.entries().stream().map(each -> each.key()).toList());
        assertEquals(List.of("opened 203.0.113.5:81"), world.told);
        assertTrue(router.ports().containsAll(Set.of(tcp(99), tcp(100))), "of others");
        port.release();
        world.advance(2);
        assertEquals(Set.of(), ours());
    }

    @Test
    void aNumberWhoseAnswerWasLost_thatAnotherKeptPortWaitsFor_isClosed() {
        router.refused = request -> request.externalPort() == 81;
        oneThatTheRouterHides();
        KeptPort waits = world.keep(81);
        world.advance(2);
        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(waits));
        KeptPort port = world.keep(80, KeeperFixture.LEASE, true);
        world.advance(20);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertTrue(held(port) > 81);
        assertEquals(Set.of(tcp(held(port))), ours());
        assertEquals(1, world.ledger.entries().size());
    }

    @Test
    void theGatewayAloneChoosesAnotherPort_inOneCall() {
        for (int port = 80; port < 85; port++) {
            router.put(tcp(port), ModelRouter.ELSEWHERE, 1, "");
            router.hide(tcp(port));
        }
        world.gatewayComes();
        KeptPort port = world.keep(80, KeeperFixture.LEASE, true);
        world.advance(2);

        assertEquals(85, held(port));
        assertEquals(List.of("findAll TCP [80]", "map TCP 80"), router.log);
    }

    @Test
    void whereTheGatewayFindsNoOtherPortItIsNotAskedForFurtherOnes() {
        for (int port = 80; port < 100; port++) {
            router.put(tcp(port), ModelRouter.ELSEWHERE, 1, "");
            router.hide(tcp(port));
        }
        world.gatewayComes();
        KeptPort port = world.keep(80, KeeperFixture.LEASE, true);
        world.advance(20);

        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        assertEquals(List.of("findAll TCP [80]", "map TCP 80"), router.log);
    }

    @Test
    void thatAllPortsAreTakenIsToldOnce() {
        for (int port = 1; port <= 65535; port++) {
            router.put(tcp(port), ModelRouter.ELSEWHERE, 1, "");
        }
        world.gatewayComes();
        world.keep(80, KeeperFixture.LEASE, true);
        world.advance(Duration.ofHours(1));

        assertEquals(1, world.count(Kind.PORT_REFUSED));
    }

    @Test
    void aHiddenHolderIsEvadedByTheGatewaysOwnLadder() {
        router.put(tcp(80), ModelRouter.ELSEWHERE, 8080, "");
        router.hide(tcp(80));
        world.gatewayComes();
        KeptPort port = world.keep(80, KeeperFixture.LEASE, true);
        world.advance(2);

        assertEquals(81, held(port));
        assertEquals(1, world.ledger.entries().size());
        assertEquals(81, world.ledger.entries().get(0).externalPort());
    }

    @Test
    void anotherPortThatWasTakenOnceIsAskedForByTheNextRun() {
        router.put(tcp(80), ModelRouter.ELSEWHERE, 8080, "");
        world.gatewayComes();
        int other = held(keptAnywhere());
        world.nextRun();
        KeptPort again = keptAnywhere();
        world.gatewayComes();
        world.advance(Duration.ofMinutes(3));

        assertEquals(other, held(again));
        assertEquals(2, router.ports().size(), "the other's, and one of ours");
    }

    @Test
    void theNextRunDoesNotWanderToAnEasierNumber() {
        router.put(tcp(80), ModelRouter.ELSEWHERE, 8080, "");
        router.put(tcp(8080), ModelRouter.ELSEWHERE, 8080, "");
        world.gatewayComes();
        int other = held(keptAnywhere());
        world.nextRun();
        router.forget(tcp(8080));
        KeptPort again = keptAnywhere();
        world.gatewayComes();
        world.advance(2);

        assertEquals(other, held(again));
    }

    private KeptPort keptAnywhere() {
        KeptPort port = world.keep(80, KeeperFixture.LEASE, true);
        world.advance(2);
        return port;
    }

    @Test
    void aPortTakenOverMeanwhileMakesRoomForAnotherNumber() {
        world.gatewayComes();
        KeptPort port = world.keep(80, KeeperFixture.LEASE, true);
        world.advance(1);
        router.put(tcp(80), ModelRouter.ELSEWHERE, 8080, "");
        world.revisionGrows();
        world.advance(3);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertNotEquals(80, held(port));
        assertEquals(ModelRouter.ip(ModelRouter.ELSEWHERE), router.at(tcp(80)).get().client());
    }

    @Test
    void aPortThatAnotherKeptPortHasFoundForItselfIsNotTakenFromIt() {
        router.put(tcp(80), ModelRouter.ELSEWHERE, 8080, "");
        router.hide(tcp(80));
        world.gatewayComes();
        KeptPort first = world.keep(80, KeeperFixture.LEASE, true);
        world.advance(2);
        assertEquals(81, held(first));
        KeptPort second = world.keep(81);
        world.advance(2);

        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(second));
        assertTrue(
                KeeperFixture.trouble(second).contains("kept open for test"),
                KeeperFixture.trouble(second));
        first.release();
        world.advance(Duration.ofMinutes(1));
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(second));
    }
}
