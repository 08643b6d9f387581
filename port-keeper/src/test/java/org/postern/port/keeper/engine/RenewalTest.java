// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.port.keeper.engine.ModelRouter.tcp;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Leases are renewed in time. */
class RenewalTest {
    private final KeeperFixture world = new KeeperFixture();
    private final ModelRouter router = world.router;

    @BeforeEach
    void gateway() {
        world.gatewayComes();
    }

    private KeptPort open(Duration lease) {
        KeptPort port = world.keep(80, lease, false);
        world.advance(1);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        router.log.clear();
        return port;
    }

    private long renewals() {
        return router.log.stream().filter(each -> each.startsWith("renew")).count();
    }

    private long openings() {
        return router.log.stream().filter(each -> each.startsWith("map")).count();
    }

    @Test
    void aLeaseIsRenewedAtAboutHalfItsTime() {
        open(KeeperFixture.LEASE);
        world.advance(Duration.ofMinutes(26));
        assertEquals(0, renewals());
        world.advance(Duration.ofMinutes(8));

        assertEquals(1, renewals());
        assertEquals(1, world.count(Kind.PORT_RENEWED));
        assertEquals(0, openings());
    }

    @Test
    void notAllLeasesAreRenewedAtTheSameMoment() {
        Set<Instant> moments = new HashSet<>();
        for (int port = 1000; port < 1020; port++) {
            world.keep(port);
        }
        world.advance(30);
        world.keeper
                .ports()
                .forEach(each -> moments.add(KeeperFixture.holding(each).nextRenewal().get()));

        assertTrue(moments.size() > 15);
    }

    @Test
    void eachRenewalIsReadBack() {
        open(KeeperFixture.LEASE);
        world.advance(Duration.ofMinutes(34));

        int renewed = router.log.indexOf("renew TCP 80 3600");
        assertTrue(
                router.log.subList(renewed, router.log.size()).contains("findAll TCP [80]"),
                router.log.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 120, 600, 3600, 86_400, 604_800})
    void noLeaseOfAnyLengthLapses(int seconds) {
        open(Duration.ofSeconds(seconds));
        world.advance(Duration.ofSeconds(20L * seconds));

        assertEquals(0, router.lapses());
        assertEquals(1, world.told.size());
        assertTrue(renewals() >= 35 && renewals() <= 50, "renewals: " + renewals());
    }

    @Test
    void whatTheRouterGrantsCountsNotWhatWasAsked() {
        router.longestLease = Duration.ofMinutes(2);
        open(KeeperFixture.LEASE);
        world.advance(Duration.ofHours(2));

        assertEquals(0, router.lapses());
        assertEquals(1, world.told.size());
        assertTrue(router.log.contains("renew TCP 80 3600"));
    }

    @Test
    void aRouterThatMakesAWeekOfForeverIsAskedForAWeekAgain() {
        open(Duration.ofDays(7));
        router.putLeased(tcp(80), ModelRouter.HERE, 80, Duration.ofDays(7));
        world.advance(Duration.ofDays(30));

        assertEquals(0, router.lapses());
        assertTrue(router.log.contains("renew TCP 80 604800"));
    }

    @Test
    void aRouterThatGrantsLessAtARenewalIsRenewedSooner() {
        open(KeeperFixture.LEASE);
        router.longestLease = Duration.ofMinutes(10);
        world.advance(Duration.ofHours(5));

        assertEquals(0, router.lapses());
        assertEquals(1, world.told.size());
    }

    @Test
    void aRenewalWithoutEffectIsMendedByANewMapping() {
        router.refreshes = false;
        open(KeeperFixture.LEASE);
        world.advance(Duration.ofDays(1));

        assertEquals(0, router.lapses());
        assertEquals(1, world.told.size(), "nothing for the user to know");
        assertTrue(router.log.contains("unmap TCP 80"));
        assertTrue(openings() <= 60, "openings in a day: " + openings());
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID_ARGUMENT", "CONFLICT"})
    void aRenewalThatIsRefusedIsTriedInOtherWords(Reason refusal) {
        open(KeeperFixture.LEASE);
        router.renewalRefusal = Optional.of(refusal);
        world.advance(Duration.ofHours(5));

        assertEquals(0, router.lapses());
        assertEquals(1, world.told.size());
        assertTrue(openings() >= 8 && openings() <= 12);
        assertTrue(renewals() <= 12, "renewals: " + renewals());
    }

    @Test
    void aRouterThatRefusesEveryRenewalIsNotAskedInATightLoop() {
        open(KeeperFixture.LEASE);
        router.renewalRefusal = Optional.of(Reason.CONFLICT);
        router.refused = request -> true;
        router.refusal = Reason.CONFLICT;
        world.advance(Duration.ofMinutes(55));

        assertEquals(List.of("opened 203.0.113.5:80"), world.told);
        assertTrue(router.log.size() < 200, "calls: " + router.log.size());
    }

    @Test
    void aSilentRouterIsTriedTheMoreOftenTheNearerTheEndIs() {
        open(Duration.ofMinutes(2));
        world.advance(50);
        router.down = true;
        world.advance(60);
        router.down = false;
        world.advance(30);

        assertEquals(0, router.lapses());
        assertEquals(1, world.told.size());
    }

    @Test
    void aLookThatARenewalOvertakesSaysNothing() {
        KeptPort port = open(KeeperFixture.LEASE);
        Instant renewal = KeeperFixture.holding(port).nextRenewal().orElseThrow();
        world.advance(Duration.between(world.loop.now(), renewal).minusSeconds(5));
        router.latency = Duration.ofSeconds(10);
        world.revisionGrows();
        world.advance(0);
        router.latency = Duration.ofMillis(5);
        world.advance(60);

        assertEquals(1, renewals());
        assertEquals(0, openings(), router.log.toString());
    }

    @Test
    void aSilenceWhileAnIneffectiveRenewalIsMendedIsNoConflict() {
        router.refreshes = false;
        open(KeeperFixture.LEASE);
        world.advanceUntilAsked("renew");
        world.advance(Duration.ofMillis(9900));
        router.down = true;
        world.advance(20);
        router.down = false;
        world.advance(Duration.ofMinutes(2));

        assertTrue(router.log.contains("unmap TCP 80"), router.log.toString());
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(world.keeper.ports().get(0)));
        assertEquals(0, world.count(Kind.PORT_REFUSED));
    }

    @Test
    void aLeaseThatEndsUnreachedIsToldAndThePortOpenedAgain() {
        KeptPort port = open(Duration.ofMinutes(2));
        router.down = true;
        world.advance(Duration.ofMinutes(5));
        assertEquals("lost 80", world.told.get(1));
        assertEquals(PortPhase.OPENING, KeeperFixture.phase(port));

        router.down = false;
        world.advance(70);
        assertEquals("opened 203.0.113.5:80", world.told.get(2));
        assertEquals(1, world.count(Kind.PORT_LOST));
    }

    @Test
    void theLedgerKnowsToAnHourHowLongAMappingIsGood() {
        open(KeeperFixture.LEASE);
        world.advance(Duration.ofHours(3));

        Instant until = world.ledger.entries().get(0).goodUntil();
        assertTrue(until.isAfter(world.loop.now().plusSeconds(1000)));
        assertTrue(until.isBefore(world.loop.now().plusSeconds(3700).plus(Duration.ofHours(1))));
    }
}
