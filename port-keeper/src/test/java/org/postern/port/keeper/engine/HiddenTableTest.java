// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.port.keeper.engine.ModelRouter.tcp;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.ledger.LedgerEntry;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A router that can neither list its mappings nor look one up. */
class HiddenTableTest {
    private final KeeperFixture world = new KeeperFixture();
    private final ModelRouter router = world.router;

    @BeforeEach
    void showsNothing() {
        router.capabilities = EnumSet.complementOf(EnumSet.of(Capability.FIND, Capability.LIST));
    }

    private KeptPort open() {
        world.gatewayComes();
        KeptPort port = world.keep(80);
        world.advance(1);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        return port;
    }

    private boolean wasLookedAt() {
        return router.log.stream().anyMatch(each -> each.startsWith("findAll"));
    }

    private long count(String what) {
        return router.log.stream().filter(each -> each.startsWith(what)).count();
    }

    @Test
    void aPortIsOpenedAndRenewedInTime_andNeverLookedAt() {
        open();
        world.advance(Duration.ofDays(1));

        assertEquals(0, router.lapses());
        assertEquals(1, world.told.size());
        assertFalse(wasLookedAt());
        assertTrue(count("renew") >= 40);
        assertEquals(1, count("map"));
    }

    @Test
    void aPortIsOpenedAgainWhenTheRouterHasRestarted() {
        KeptPort port = open();
        router.forgetAll();
        world.revisionGrows();
        world.advance(2);

        assertTrue(router.at(tcp(80)).isPresent());
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(1, world.told.size(), "nobody knows that it was lost");
    }

    @Test
    void aPortThatAnotherHasAfterTheRestartIsLost() {
        KeptPort port = open();
        router.put(tcp(80), ModelRouter.ELSEWHERE, 80, "");
        world.revisionGrows();
        world.advance(2);

        assertEquals(List.of("opened 203.0.113.5:80", "lost 80"), world.told);
        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        router.forgetAll();
        world.advance(Duration.ofMinutes(6));
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void aPortIsClosedByItsRecord() {
        KeptPort port = open();
        CompletableFuture<Void> released = port.release();
        world.advance(1);

        released.join();
        assertEquals(Set.of(), router.ports());
        assertEquals(List.of(), world.ledger.entries());
        assertFalse(wasLookedAt());
    }

    @Test
    void aPortThatIsGoneAlreadyCountsAsClosed() {
        KeptPort port = open();
        router.forgetAll();
        CompletableFuture<Void> released = port.release();
        world.advance(1);

        released.join();
        assertEquals(List.of(), world.ledger.entries());
    }

    @Test
    void whatAnEarlierRunHasLeftIsTakenOver_orClosedAfterTheGrace() {
        open();
        world.keep(81);
        world.advance(1);
        world.nextRun();
        KeptPort again = world.keep(80);
        world.gatewayComes();
        world.advance(Duration.ofMinutes(2));

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(again));
        assertEquals(Set.of(tcp(80)), router.ports());
        assertEquals(1, world.ledger.entries().size());
    }

    @Test
    void anOrphanWhoseLeaseHasEndedIsForgottenUnasked() {
        open();
        world.nextRun();
        router.log.clear();
        world.advance(Duration.ofHours(3));
        world.gatewayComes();
        world.advance(Duration.ofMinutes(2));

        assertEquals(List.of(), world.ledger.entries());
        assertEquals(List.of(), router.log);
    }

    @Test
    void anOrphanThatTheRouterRefusesToCloseIsTriedAFewTimes_andForgottenWithItsLease() {
        world.gatewayComes();
        world.keep(MappingRequest.tcp(80).lease(Duration.ofDays(2)), new Origin("test", false));
        world.advance(2);
        world.nextRun();
        router.locked = true;
        router.log.clear();
        world.gatewayComes();
        world.advance(Duration.ofDays(1));
        assertEquals(OrphanQueue.TRIES, count("unmap"), router.log.toString());
        assertEquals(1, world.ledger.entries().size(), "it may be open still");

        world.advance(Duration.ofDays(2));
        assertEquals(OrphanQueue.TRIES, count("unmap"));
        assertEquals(List.of(), world.ledger.entries());
    }

    @Test
    void anOrphanWithoutAnEndThatTheRouterRefusesToCloseIsLeftToTheNextRun() {
        LedgerEntry forever =
                new LedgerEntry(
                        "uuid:192.168.1.1",
                        "192.168.1.1",
                        Protocol.TCP,
                        80,
                        ModelRouter.HERE,
                        80,
                        Instant.MAX);
        world.ledger.put(forever);
        router.put(tcp(80), ModelRouter.HERE, 80, "");
        router.locked = true;
        world.nextRun();
        world.gatewayComes();
        world.advance(Duration.ofDays(3));
        assertEquals(OrphanQueue.TRIES, count("unmap"));
        assertEquals(List.of(forever), world.ledger.entries());

        router.locked = false;
        world.nextRun();
        world.gatewayComes();
        world.advance(Duration.ofMinutes(2));
        assertEquals(Set.of(), router.ports());
    }

    @Test
    void aRouterThatOnlySaysItCanLookIsAskedOnce() {
        router.capabilities = EnumSet.allOf(Capability.class);
        router.findsNothing = true;
        world.gatewayComes();
        for (int port = 80; port < 90; port++) {
            world.keep(port);
        }
        world.advance(5);
        world.keeper
                .ports()
                .forEach(each -> assertEquals(PortPhase.OPEN, KeeperFixture.phase(each)));
        long looks = count("findAll");
        assertTrue(looks <= 4, router.log.toString());

        world.advance(Duration.ofHours(3));
        assertEquals(looks, count("findAll"));
        assertEquals(0, router.lapses());
    }

    @Test
    void bothProtocolsAreKeptTogether() {
        world.gatewayComes();
        KeptPort port = world.keep(MappingRequest.tcpAndUdp(80), new Origin("test", false));
        world.advance(2);
        router.forget(tcp(80));
        world.revisionGrows();
        world.advance(2);
        assertEquals(2, router.ports().size());

        port.close();
        world.advance(2);
        assertEquals(Set.of(), router.ports());
    }
}
