// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.api.gateway.PortKey.tcp;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;
import org.postern.testkit.ModelRouter;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Leases are renewed in time. */
class RenewalTest {
    private final KeeperFixture fixture = new KeeperFixture();
    private final ModelRouter router = fixture.router;

    @BeforeEach
    void gateway() {
        fixture.gatewayComes();
    }

    private KeptPort open(Duration lease) {
        KeptPort port = fixture.keep(80, lease, false);
        fixture.advance(1);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        router.line.calls.clear();
        return port;
    }

    private long renewals() {
        return router.line.calls.stream().filter(each -> each.startsWith("renew")).count();
    }

    private long openings() {
        return router.line.calls.stream().filter(each -> each.startsWith("map")).count();
    }

    @Test
    void aLeaseIsRenewedAtAboutHalfItsTime() {
        open(KeeperFixture.LEASE);
        fixture.advance(Duration.ofMinutes(26));
        assertEquals(0, renewals());
        fixture.advance(Duration.ofMinutes(8));

        assertEquals(1, renewals());
        assertEquals(1, fixture.count(Kind.PORT_RENEWED));
        assertEquals(0, openings());
    }

    @Test
    void notAllLeasesAreRenewedAtTheSameMoment() {
        Set<Instant> moments = new HashSet<>();
        for (int port = 1000; port < 1020; port++) {
            fixture.keep(port);
        }
        fixture.advance(30);
        fixture.keeper
                .ports()
                .forEach(each -> moments.add(KeeperFixture.holding(each).nextRenewal().get()));

        assertTrue(moments.size() > 15);
    }

    @Test
    void eachRenewalIsReadBack() {
        open(KeeperFixture.LEASE);
        fixture.advance(Duration.ofMinutes(34));

        int renewed = router.line.calls.indexOf("renew TCP 80 3600");
        assertTrue(
                router.line
                        .calls
                        .subList(renewed, router.line.calls.size())
                        .contains("findAll TCP [80]"),
                router.line.calls.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 120, 600, 3600, 86_400, 604_800})
    void noLeaseOfAnyLengthLapses(int seconds) {
        open(Duration.ofSeconds(seconds));
        fixture.advance(Duration.ofSeconds(20L * seconds));

        assertEquals(0, router.lapses());
        assertEquals(1, fixture.told.size());
        assertTrue(renewals() >= 35 && renewals() <= 50, "renewals: " + renewals());
    }

    @Test
    void whatTheRouterGrantsCountsNotWhatWasAsked() {
        router.longestLease = Duration.ofMinutes(2);
        open(KeeperFixture.LEASE);
        fixture.advance(Duration.ofHours(2));

        assertEquals(0, router.lapses());
        assertEquals(1, fixture.told.size());
        assertTrue(router.line.calls.contains("renew TCP 80 3600"));
    }

    @Test
    void aRouterThatMakesAWeekOfForeverIsAskedForAWeekAgain() {
        open(Duration.ofDays(7));
        router.put(tcp(80), KeeperFixture.HERE, 80, "", Duration.ofDays(7));
        fixture.advance(Duration.ofDays(30));

        assertEquals(0, router.lapses());
        assertTrue(router.line.calls.contains("renew TCP 80 604800"));
    }

    @Test
    void aRouterThatGrantsLessAtARenewalIsRenewedSooner() {
        open(KeeperFixture.LEASE);
        router.longestLease = Duration.ofMinutes(10);
        fixture.advance(Duration.ofHours(5));

        assertEquals(0, router.lapses());
        assertEquals(1, fixture.told.size());
    }

    @Test
    void aRenewalWithoutEffectIsMendedByANewMapping() {
        router.refreshes = false;
        open(KeeperFixture.LEASE);
        fixture.advance(Duration.ofDays(1));

        assertEquals(0, router.lapses());
        assertEquals(1, fixture.told.size(), "nothing for the user to know");
        assertTrue(router.line.calls.contains("unmap TCP 80"));
        assertTrue(openings() <= 60, "openings in a day: " + openings());
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID_ARGUMENT", "CONFLICT"})
    void aRenewalThatIsRefusedIsTriedInOtherWords(Reason refusal) {
        open(KeeperFixture.LEASE);
        router.renewalRefusal = Optional.of(refusal);
        fixture.advance(Duration.ofHours(5));

        assertEquals(0, router.lapses());
        assertEquals(1, fixture.told.size());
        assertTrue(openings() >= 8 && openings() <= 12);
        assertTrue(renewals() <= 12, "renewals: " + renewals());
    }

    @Test
    void aRouterThatRefusesEveryRenewalIsNotAskedInATightLoop() {
        open(KeeperFixture.LEASE);
        router.renewalRefusal = Optional.of(Reason.CONFLICT);
        router.refused = request -> true;
        router.refusal = Reason.CONFLICT;
        fixture.advance(Duration.ofMinutes(55));

        assertEquals(List.of("opened 203.0.113.5:80"), fixture.told);
        assertTrue(router.line.calls.size() < 200, "calls: " + router.line.calls.size());
    }

    @Test
    void aSilentRouterIsTriedTheMoreOftenTheNearerTheEndIs() {
        open(Duration.ofMinutes(2));
        fixture.advance(50);
        router.line.down = true;
        fixture.advance(60);
        router.line.down = false;
        fixture.advance(30);

        assertEquals(0, router.lapses());
        assertEquals(1, fixture.told.size());
    }

    @Test
    void aLookThatARenewalOvertakesSaysNothing() {
        KeptPort port = open(KeeperFixture.LEASE);
        Instant renewal = KeeperFixture.holding(port).nextRenewal().orElseThrow();
        fixture.advance(Duration.between(fixture.loop.now(), renewal).minusSeconds(5));
        router.line.latency = Duration.ofSeconds(10);
        fixture.revisionGrows();
        fixture.advance(0);
        router.line.latency = Duration.ofMillis(5);
        fixture.advance(60);

        assertEquals(1, renewals());
        assertEquals(0, openings(), router.line.calls.toString());
    }

    @Test
    void aSilenceWhileAnIneffectiveRenewalIsMendedIsNoConflict() {
        router.refreshes = false;
        open(KeeperFixture.LEASE);
        fixture.advanceUntilAsked("renew");
        fixture.advance(Duration.ofMillis(9900));
        router.line.down = true;
        fixture.advance(20);
        router.line.down = false;
        fixture.advance(Duration.ofMinutes(2));

        assertTrue(router.line.calls.contains("unmap TCP 80"), router.line.calls.toString());
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(fixture.keeper.ports().get(0)));
        assertEquals(0, fixture.count(Kind.PORT_TAKEN));
    }

    @Test
    void aLeaseThatEndsUnreachedIsToldAndThePortOpenedAgain() {
        KeptPort port = open(Duration.ofMinutes(2));
        router.line.down = true;
        fixture.advance(Duration.ofMinutes(5));
        assertEquals("lost 80", fixture.told.get(1));
        assertEquals(PortPhase.OPENING, KeeperFixture.phase(port));

        router.line.down = false;
        fixture.advance(70);
        assertEquals("opened 203.0.113.5:80", fixture.told.get(2));
        assertEquals(1, fixture.count(Kind.PORT_LOST));
    }

    @Test
    void theLedgerKnowsToAnHourHowLongAMappingIsGood() {
        open(KeeperFixture.LEASE);
        fixture.advance(Duration.ofHours(3));

        Instant until = fixture.ledger.entries().get(0).goodUntil();
        assertTrue(until.isAfter(fixture.loop.now().plusSeconds(1000)));
        assertTrue(until.isBefore(fixture.loop.now().plusSeconds(3700).plus(Duration.ofHours(1))));
    }
}
