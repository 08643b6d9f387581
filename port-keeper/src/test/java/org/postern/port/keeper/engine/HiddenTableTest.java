// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.api.gateway.PortKey.tcp;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.kept.Origin;
import org.postern.port.keeper.ledger.LedgerEntry;
import org.postern.testkit.ModelRouter;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A router that can neither list its mappings nor look one up. */
class HiddenTableTest {
    private final KeeperFixture fixture = new KeeperFixture();
    private final ModelRouter router = fixture.router;

    @BeforeEach
    void showsNothing() {
        fixture.gateway.capabilities.removeAll(Set.of(Capability.FIND, Capability.LIST));
    }

    private KeptPort open() {
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        fixture.advance(1);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        return port;
    }

    private boolean wasLookedAt() {
        return router.line.calls.stream().anyMatch(each -> each.startsWith("findAll"));
    }

    private long count(String what) {
        return router.line.calls.stream().filter(each -> each.startsWith(what)).count();
    }

    @Test
    void aPortIsOpenedAndRenewedInTime_andNeverLookedAt() {
        open();
        fixture.advance(Duration.ofDays(1));

        assertEquals(0, router.lapses());
        assertEquals(1, fixture.told.size());
        assertFalse(wasLookedAt());
        assertTrue(count("renew") >= 40);
        assertEquals(1, count("map"));
    }

    @Test
    void aRenewalThatIsGrantedForAShorterTime_isFollowedByTheNextInTime() {
        KeptPort port = open();
        fixture.gateway.longestRenewal = Duration.ofMinutes(1);
        fixture.advance(Duration.ofHours(3));

        assertEquals(0, router.lapses());
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(1, fixture.told.size());
        assertTrue(count("renew") >= 200);
    }

    @Test
    void aPortIsOpenedAgainWhenTheRouterHasRestarted() {
        KeptPort port = open();
        router.forgetAll();
        fixture.revisionGrows();
        fixture.advance(2);

        assertTrue(router.at(tcp(80)).isPresent());
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(1, fixture.told.size(), "nobody knows that it was lost");
    }

    /** As over PCP: what waits for a round trip is not the router. */
    @Test
    void ofManyPortsThatTakeADatagramEach_eightAreAskedForAtOnce_andEachOnce() {
        router.line.datagrams = true;
        fixture.gatewayComes();
        for (int port = 1000; port < 1200; port++) {
            fixture.keep(port);
        }
        fixture.advance(30);
        assertEquals(200, count("map"));
        router.forgetAll();
        router.line.calls.clear();
        router.line.resetRunning();
        fixture.revisionGrows();
        fixture.advance(2);

        assertEquals(200, router.ports().size());
        assertEquals(200, count("map"));
        assertEquals(8, router.line.mostRunning());
    }

    @Test
    void aPortThatAnotherHasAfterTheRestartIsLost() {
        KeptPort port = open();
        router.put(tcp(80), KeeperFixture.ELSEWHERE, 80, "");
        fixture.revisionGrows();
        fixture.advance(2);

        assertEquals(List.of("opened 203.0.113.5:80", "lost 80"), fixture.told);
        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        router.forgetAll();
        fixture.advance(Duration.ofMinutes(6));
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void aPortIsClosedByItsRecord() {
        KeptPort port = open();
        CompletableFuture<Void> released = port.release();
        fixture.advance(1);

        released.join();
        assertEquals(Set.of(), router.ports());
        assertEquals(List.of(), fixture.ledger.entries());
        assertFalse(wasLookedAt());
    }

    @Test
    void aPortThatIsGoneAlreadyCountsAsClosed() {
        KeptPort port = open();
        router.forgetAll();
        CompletableFuture<Void> released = port.release();
        fixture.advance(1);

        released.join();
        assertEquals(List.of(), fixture.ledger.entries());
    }

    @Test
    void whatAnEarlierRunHasLeftIsTakenOver_orClosedAfterTheGrace() {
        open();
        fixture.keep(81);
        fixture.advance(1);
        fixture.nextRun();
        KeptPort again = fixture.keep(80);
        fixture.gatewayComes();
        fixture.advance(Duration.ofMinutes(2));

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(again));
        assertEquals(Set.of(tcp(80)), router.ports());
        assertEquals(1, fixture.ledger.entries().size());
    }

    @Test
    void anOrphanWhoseLeaseHasEndedIsForgottenUnasked() {
        open();
        fixture.nextRun();
        router.line.calls.clear();
        fixture.advance(Duration.ofHours(3));
        fixture.gatewayComes();
        fixture.advance(Duration.ofMinutes(2));

        assertEquals(List.of(), fixture.ledger.entries());
        assertEquals(List.of(), router.line.calls);
    }

    @Test
    void anOrphanThatTheRouterRefusesToCloseIsTriedAFewTimes_andForgottenWithItsLease() {
        fixture.gatewayComes();
        fixture.keep(MappingRequest.tcp(80).lease(Duration.ofDays(2)), new Origin("test", false));
        fixture.advance(2);
        fixture.nextRun();
        router.locked = true;
        router.line.calls.clear();
        fixture.gatewayComes();
        fixture.advance(Duration.ofDays(1));
        assertEquals(OrphanQueue.TRIES, count("unmap"), router.line.calls.toString());
        assertEquals(1, fixture.ledger.entries().size(), "it may be open still");

        fixture.advance(Duration.ofDays(2));
        assertEquals(OrphanQueue.TRIES, count("unmap"));
        assertEquals(List.of(), fixture.ledger.entries());
    }

    @Test
    void anOrphanWithoutAnEndThatTheRouterRefusesToCloseIsLeftToTheNextRun() {
        LedgerEntry forever =
                new LedgerEntry(
                        "uuid:192.168.1.1",
                        "192.168.1.1",
                        Protocol.TCP,
                        80,
                        KeeperFixture.HERE,
                        80,
                        Instant.MAX);
        fixture.ledger.put(forever);
        router.put(tcp(80), KeeperFixture.HERE, 80, "");
        router.locked = true;
        fixture.nextRun();
        fixture.gatewayComes();
        fixture.advance(Duration.ofDays(3));
        assertEquals(OrphanQueue.TRIES, count("unmap"));
        assertEquals(List.of(forever), fixture.ledger.entries());

        router.locked = false;
        fixture.nextRun();
        fixture.gatewayComes();
        fixture.advance(Duration.ofMinutes(2));
        assertEquals(Set.of(), router.ports());
    }

    @Test
    void aRouterThatOnlySaysItCanLookIsAskedOnce() {
        fixture.gateway.capabilities.addAll(EnumSet.allOf(Capability.class));
        router.findsNothing = true;
        fixture.gatewayComes();
        for (int port = 80; port < 90; port++) {
            fixture.keep(port);
        }
        fixture.advance(5);
        fixture.keeper
                .ports()
                .forEach(each -> assertEquals(PortPhase.OPEN, KeeperFixture.phase(each)));
        long looks = count("findAll");
        assertTrue(looks <= 4, router.line.calls.toString());

        fixture.advance(Duration.ofHours(3));
        assertEquals(looks, count("findAll"));
        assertEquals(0, router.lapses());
    }

    @Test
    void bothProtocolsAreKeptTogether() {
        fixture.gatewayComes();
        KeptPort port = fixture.keep(MappingRequest.tcpAndUdp(80), new Origin("test", false));
        fixture.advance(2);
        router.forget(tcp(80));
        fixture.revisionGrows();
        fixture.advance(2);
        assertEquals(2, router.ports().size());

        port.close();
        fixture.advance(2);
        assertEquals(Set.of(), router.ports());
    }
}
