// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.api.gateway.PortKey.tcp;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.kept.Origin;
import org.postern.testkit.ModelRouter;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A router that confirms renewals and does not extend leases (quirk A48), nor tells how much of them
 * is left (quirk A47).
 */
class NotExtendedLeaseTest {
    private static final Duration BRIEF = Duration.ofMinutes(2);

    private final KeeperFixture fixture = new KeeperFixture();
    private final ModelRouter router = fixture.router;

    @BeforeEach
    void gateway() {
        fixture.gatewayComes();
        router.refreshes = false;
        router.tellsLeases = false;
    }

    private void open(Duration lease) {
        fixture.keep(80, lease, false);
        fixture.advance(1);
    }

    private List<String> lost() {
        return sentences(Kind.PORT_LOST);
    }

    private List<String> sentences(Kind kind) {
        return fixture.events.stream()
                .filter(each -> each.kind() == kind)
                .map(KeeperEvent::sentence)
                .toList();
    }

    private long count(String call) {
        return router.line.calls.stream().filter(each -> each.startsWith(call)).count();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 120, 600, 3600, 86_400, 604_800})
    void aPortIsLostOnce_andClosedAndOpenedInTimeFromThenOn(int seconds) {
        open(Duration.ofSeconds(seconds));
        fixture.advance(Duration.ofSeconds(20L * seconds));

        assertEquals(1, router.lapses());
        assertEquals(1, lost().size(), lost().toString());
        assertTrue(lost().get(0).contains("as if it had not been renewed"), lost().get(0));
        assertTrue(count("renew") <= 2, router.line.calls.toString());
        assertTrue(count("unmap") >= 30 && count("unmap") <= 45, "closed: " + count("unmap"));
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(fixture.keeper.ports().get(0)));
    }

    @Test
    void thatIsNotTakenForARouterThatRemovesWhatNobodyUses() {
        open(BRIEF);
        fixture.advance(Duration.ofHours(1));

        assertFalse(lost().stream().anyMatch(each -> each.contains("nobody uses")));
    }

    @Test
    void aRouterThatTellsTheChangeOfItsTableIsNoOther() {
        open(BRIEF);
        for (int second = 0; second < 3600; second++) {
            int before = router.lapses();
            fixture.advance(1);
            if (router.lapses() > before) {
                fixture.revisionGrows();
            }
        }

        assertEquals(1, lost().size(), lost().toString());
    }

    /** Quirk A15: the mapping that is there is the requested one, but its lease goes on running out. */
    @Test
    void whereARenewalIsAConflictTheMappingIsClosedFirst() {
        router.renewalRefusal = Optional.of(Reason.CONFLICT);
        open(BRIEF);
        fixture.advance(Duration.ofHours(1));

        assertEquals(0, router.lapses());
        assertEquals(List.of(), lost());
        assertTrue(count("unmap") >= 50 && count("unmap") <= 70, "closed: " + count("unmap"));
    }

    @Test
    void whatOnePortTaughtIsKnownForTheNext() {
        open(BRIEF);
        fixture.advance(Duration.ofMinutes(5));
        assertEquals(1, lost().size());

        fixture.keep(81, BRIEF, false);
        fixture.advance(Duration.ofMinutes(30));
        assertEquals(1, lost().size(), lost().toString());
    }

    @Test
    void portsThatAreOpenedTogetherAreLostOnceEach() {
        for (int port = 1000; port < 1020; port++) {
            fixture.keep(port, BRIEF, false);
        }
        fixture.advance(Duration.ofMinutes(40));

        assertEquals(20, lost().size());
        assertTrue(lost().stream().allMatch(each -> each.contains("as if it had not")));
        assertEquals(20, router.ports().size());
    }

    @Test
    void tcpAndUdpAreLostOnce() {
        fixture.keep(MappingRequest.tcpAndUdp(80).lease(BRIEF), new Origin("test", false));
        fixture.advance(Duration.ofMinutes(40));

        assertEquals(2, lost().size());
        assertEquals(2, router.lapses());
    }

    @Test
    void aRouterThatExtendsEverySecondTimeLosesAPortOnce() {
        open(BRIEF);
        for (int second = 0; second < 3600; second++) {
            router.refreshes = count("renew") % 2 == 0;
            fixture.advance(1);
        }

        assertTrue(router.lapses() <= 1, "lapses: " + router.lapses());
        assertTrue(lost().size() <= 1, lost().toString());
    }

    @Test
    void aRouterThatExtendsLeasesIsRenewed_andLosesNone() {
        router.refreshes = true;
        open(BRIEF);
        fixture.advance(Duration.ofHours(2));

        assertEquals(0, router.lapses());
        assertEquals(0, count("unmap"));
        assertTrue(count("renew") >= 100 && count("renew") <= 125, "renewals: " + count("renew"));
        assertTrue(count("findAll") <= 5 * count("renew"), "looks: " + count("findAll"));
    }

    /** A restart, or a person. */
    @ParameterizedTest
    @ValueSource(ints = {900, 1200, 1750})
    void aLossBeforeTheFormerEndSaysNothingOfRenewals(int secondsAfterTheRenewal) {
        router.refreshes = true;
        open(KeeperFixture.LEASE);
        fixture.advanceUntilAsked("renew");
        long former = 3600 - Duration.ofNanos(fixture.loop.elapsed()).toSeconds();
        fixture.advance((int) Math.min(secondsAfterTheRenewal, former - 30));
        router.forgetAll();
        fixture.advance(Duration.ofMinutes(10));
        assertEquals(1, lost().size());
        assertFalse(lost().get(0).contains("renewed"), lost().get(0));

        router.line.calls.clear();
        fixture.advance(Duration.ofHours(2));
        assertTrue(count("renew") >= 3);
        assertEquals(0, count("unmap"));
    }

    @Test
    void aRouterThatRestartsWhileALeaseWouldEndSaysNothingOfRenewals() {
        router.refreshes = true;
        open(KeeperFixture.LEASE);
        fixture.advanceUntilAsked("renew");
        fixture.advance((int) (3600 - Duration.ofNanos(fixture.loop.elapsed()).toSeconds() - 60));
        router.line.down = true;
        router.forgetAll();
        fixture.advance(120);
        router.line.down = false;
        fixture.advance(Duration.ofMinutes(5));

        assertEquals(1, lost().size());
        assertFalse(lost().get(0).contains("renewed"), lost().get(0));
        assertEquals(Set.of(tcp(80)), router.ports());
    }

    @Test
    void whereTheTimeLeftIsToldOneVainRenewalTeachesIt() {
        router.tellsLeases = true;
        open(BRIEF);
        fixture.advance(Duration.ofHours(1));

        assertEquals(0, router.lapses());
        assertEquals(1, count("renew"), router.line.calls.toString());
        assertEquals(List.of(), lost());
    }

    @Test
    void ofEachRoundOneEventIsReported_andNoRenewalThatDidNothing() {
        router.tellsLeases = true;
        open(BRIEF);
        fixture.advance(Duration.ofMinutes(30));

        List<String> renewed = sentences(Kind.PORT_RENEWED);
        assertEquals(count("map") - 1, renewed.size());
        assertEquals(Set.of("TCP port 80 is open for a new lease."), Set.copyOf(renewed));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRenewalThatTookEffectIsReportedOnce(boolean hidden) {
        router.refreshes = true;
        router.tellsLeases = true;
        router.findsNothing = hidden;
        open(BRIEF);
        fixture.advance(Duration.ofMinutes(30));

        long untold = count("renew") - fixture.count(Kind.PORT_RENEWED);
        assertTrue(untold == 0 || untold == 1, "not told: " + untold);
        assertTrue(count("renew") >= 25, "renewals: " + count("renew"));
    }
}
