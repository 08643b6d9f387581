// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.api.gateway.PortKey.tcp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.kept.Origin;
import org.postern.port.keeper.state.RetryRule;
import org.postern.port.keeper.state.Sentences;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.ModelRouter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** How a port gets open, and what is done when it does not. */
class OpeningTest {
    private final KeeperFixture fixture = new KeeperFixture();
    private final ModelRouter router = fixture.router;

    @Test
    void aPortWaitsWithoutAGatewayAndSaysSo() {
        KeptPort port = fixture.keep(80);
        fixture.keeper.missing(new GatewayException(Reason.NO_DEVICES, "Nothing answered."));
        fixture.advance(1);

        assertEquals(PortPhase.WAITING, KeeperFixture.phase(port));
        assertEquals("Nothing answered.", KeeperFixture.trouble(port));
        assertEquals(Optional.empty(), port.status().nextTry());
        assertEquals(List.of(Kind.GATEWAY_MISSING), fixture.kinds());
        assertEquals(0, router.line.callCount());
    }

    @Test
    void whoIsTold_findsTheStatusChanged() {
        fixture.callsAtOnce = true;
        KeptPort port = fixture.keep(80);
        List<String> found = new ArrayList<>();
        fixture.keeper.watch(
                event -> event.request().ifPresent(each -> found.add(found(event, port))));
        fixture.gatewayComes();
        fixture.advance(1);
        router.forgetAll();
        fixture.revisionGrows();
        fixture.advance(1);
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        fixture.advance(1);

        assertEquals(
                List.of(
                        "PORT_OPENED OPEN",
                        "PORT_LOST OPENING",
                        "PORT_OPENED OPEN",
                        "PORT_LOST WAITING"),
                found);
    }

    private static String found(KeeperEvent event, KeptPort port) {
        return event.kind() + " " + port.status().phase();
    }

    @Test
    void whoIsTold_findsTheTrouble() {
        fixture.callsAtOnce = true;
        KeptPort port = fixture.keep(80);
        List<String> found = new ArrayList<>();
        fixture.keeper.watch(event -> found.add(KeeperFixture.trouble(port)));
        fixture.keeper.missing(new GatewayException(Reason.NO_DEVICES, "Nothing answered."));
        fixture.advance(1);

        assertEquals(List.of("Nothing answered."), found);
    }

    @Test
    void aGatewayThatCannotEvenSayWhereItIsIsAskedAgain() {
        AtomicInteger faults = new AtomicInteger();
        fixture.gatewayComes(
                new ModelGateway(fixture.gateway.info(), router) {
                    @Override
                    public MappingResult map(MappingRequest request)
                            throws GatewayException, InterruptedException {
                        if (faults.compareAndSet(0, 1)) {
                            throw new IllegalStateException("A fault, logged by this test.");
                        }
                        return super.map(request);
                    }

                    @Override
                    public GatewayInfo info() {
                        if (faults.compareAndSet(1, 2)) {
                            throw new IllegalStateException("Another one.");
                        }
                        return super.info();
                    }
                });
        fixture.advance(1);
        KeptPort port = fixture.keep(80);
        fixture.advance(1);
        assertEquals(Reason.UNREACHABLE, port.status().lastTrouble().orElseThrow().reason());
        fixture.advance(Duration.ofHours(1));

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void aPortOpensWithinASecondOfTheGateway() {
        KeptPort port = fixture.keep(80);
        fixture.gatewayComes();
        fixture.advance(1);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(List.of("opened 203.0.113.5:80"), fixture.told);
        assertEquals(List.of(Kind.GATEWAY_FOUND, Kind.PORT_OPENED), fixture.kinds());
        assertEquals(List.of("findAll TCP [80]", "map TCP 80"), router.line.calls);
        assertEquals(
                Optional.of(fixture.loop.now().plus(KeeperFixture.LEASE).getEpochSecond() - 1),
                KeeperFixture.holding(port).goodUntil().map(each -> each.getEpochSecond()));
    }

    @Test
    void eventsOfGatewaysAndPortsHaveTheExternalAddress() {
        fixture.keep(80);
        fixture.gatewayComes();
        fixture.advance(1);
        fixture.keeper.changed(fixture.gateway, KeeperFixture.state("203.0.113.99", 0));
        fixture.advance(1);
        List<KeeperEvent> watched = new ArrayList<>();
        fixture.keeper.watch(watched::add);
        fixture.advance(1);
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        fixture.advance(1);

        assertEquals(
                List.of(
                        "GATEWAY_FOUND 203.0.113.5",
                        "PORT_OPENED 203.0.113.5",
                        "GATEWAY_CHANGED 203.0.113.99",
                        "PORT_CHANGED 203.0.113.99",
                        "PORT_RENEWED 203.0.113.99",
                        "PORT_LOST 203.0.113.99",
                        "GATEWAY_GONE"),
                fixture.events.stream().map(OpeningTest::withAddress).toList());
        assertEquals(
                List.of("GATEWAY_FOUND 203.0.113.99", "PORT_OPENED 203.0.113.99"),
                watched.stream().limit(2).map(OpeningTest::withAddress).toList());
    }

    private static String withAddress(KeeperEvent event) {
        return event.kind()
                + event.externalAddress().map(each -> " " + each.getHostAddress()).orElse("");
    }

    @Test
    void threePortsForTheUserAreOpenWithinASecond() {
        fixture.gatewayComes();
        List<KeptPort> ports = List.of(fixture.keep(80), fixture.keep(81), fixture.keep(82));
        fixture.advance(1);

        ports.forEach(each -> assertEquals(PortPhase.OPEN, KeeperFixture.phase(each)));
    }

    @Test
    void theLedgerKnowsAPortBeforeTheRouterDoes() {
        fixture.gatewayComes();
        router.refused =
                request -> {
                    assertEquals(1, fixture.ledger.entries().size(), "asked without a record");
                    return false;
                };
        KeptPort port = fixture.keep(80);
        fixture.advance(1);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(80, fixture.ledger.entries().get(0).externalPort());
    }

    @Test
    void theSamePortIsNotKeptTwice_andTheFirstOneIsNamed() throws Exception {
        MappingRequest request = KeeperFixture.request(80, KeeperFixture.LEASE, false);
        fixture.keeper.keep(
                KeepRequest.of(request), PortListener.NONE, new Origin("bundle a", false));

        GatewayException failure =
                assertThrows(
                        GatewayException.class,
                        () ->
                                fixture.keeper.keep(
                                        KeepRequest.of(request),
                                        PortListener.NONE,
                                        new Origin("b", false)));
        assertEquals(Reason.CONFLICT, failure.reason());
        assertEquals(
                "TCP port 80 is kept open already for bundle a: release it there, or ask for"
                        + " another port.",
                failure.getMessage());
        fixture.keeper.keep(
                KeepRequest.of(
                        new MappingRequest(
                                Set.of(Protocol.UDP), 80, 0, "", KeeperFixture.LEASE, false)),
                PortListener.NONE,
                new Origin("b", false));
        assertEquals(2, fixture.keeper.ports().size());
    }

    @Test
    @SuppressWarnings("NullAway")
    void aNullIsRefusedAtOnce_andHarmsNoOtherPort() {
        fixture.gatewayComes();
        KeptPort port = fixture.keep(80);
        Origin origin = new Origin("b", false);
        MappingRequest request = MappingRequest.tcp(81);
        Keeper keeper = fixture.keeper;
        assertThrows(
                NullPointerException.class, () -> keeper.keep(null, PortListener.NONE, origin));
        assertThrows(
                NullPointerException.class,
                () -> keeper.keep(KeepRequest.of(request), null, origin));
        assertThrows(NullPointerException.class, () -> keeper.watch(null));
        fixture.advance(1);

        assertEquals(List.of(port), keeper.ports());
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void aRequestOutOfRangeIsRefusedAtOnce() {
        assertThrows(
                GatewayException.class,
                () ->
                        fixture.keeper.keep(
                                KeepRequest.of(
                                        KeeperFixture.request(70_000, KeeperFixture.LEASE, false)),
                                PortListener.NONE,
                                new Origin("b", false)));
        assertEquals(List.of(), fixture.keeper.ports());
    }

    @Test
    void aRefusalIsToldOnceAndTriedRarely() {
        fixture.gatewayComes();
        router.refused = request -> true;
        KeptPort port = fixture.keep(80);
        fixture.advance(Duration.ofHours(6));

        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(port));
        assertEquals("The router refuses TCP 80.", KeeperFixture.trouble(port));
        assertEquals(
                List.of("TCP port 80 is refused: The router refuses TCP 80."),
                fixture.events.stream()
                        .filter(each -> each.kind() == Kind.PORT_REFUSED)
                        .map(KeeperEvent::sentence)
                        .toList());
        assertTrue(tries() >= 6 && tries() <= 12, "tries in six hours: " + tries());
        assertTrue(fixture.ledger.entries().isEmpty(), "not ours");

        router.refused = request -> false;
        fixture.advance(Duration.ofHours(1));
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    private long tries() {
        return router.line.calls.stream().filter(each -> each.startsWith("map")).count();
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_RESOURCES", "NOT_AUTHORIZED", "UNSUPPORTED"})
    void whatOnlyAHumanCanChangeIsTriedRarely(Reason result) {
        fixture.gatewayComes();
        router.refused = request -> true;
        router.refusal = result;
        KeptPort port = fixture.keep(80);
        fixture.advance(Duration.ofMinutes(10));

        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(port));
        assertEquals(1, tries());
    }

    @Test
    void whatTheRouterCannotDoIsTriedAgainWhenItHasChanged() {
        fixture.gatewayComes();
        router.refused = request -> true;
        router.refusal = Reason.UNSUPPORTED;
        KeptPort port = fixture.keep(80);
        fixture.advance(Duration.ofDays(2));
        assertEquals(1, tries());
        assertEquals(Optional.empty(), port.status().nextTry());

        router.refused = request -> false;
        fixture.revisionGrows();
        fixture.advance(5);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    /** Each try of the gateway is several changes, as it tries other leases. */
    @Test
    void whatTheRouterConfirmsAndDoesNotHoldIsTriedOnceMoreSoon_andThenRarely() {
        fixture.gatewayComes();
        router.refused = request -> true;
        router.refusal = Reason.NOT_HELD;
        KeptPort port = fixture.keep(80);
        fixture.advance(44);
        assertEquals(PortPhase.OPENING, KeeperFixture.phase(port));
        assertEquals(1, tries());
        fixture.advance(Duration.ofMinutes(10));

        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(port));
        assertEquals(2, tries());
        assertEquals(1, fixture.count(Kind.PORT_WAITING));
        assertEquals(1, fixture.count(Kind.PORT_REFUSED));
        fixture.advance(Duration.ofHours(3));
        assertTrue(tries() >= 5 && tries() <= 7, "tries: " + tries());
    }

    @Test
    void aMappingThatAppearsLateIsAdopted() {
        fixture.gatewayComes();
        router.refused = request -> true;
        router.refusal = Reason.NOT_HELD;
        KeptPort port = fixture.keep(80);
        fixture.advance(2);
        router.put(tcp(80), KeeperFixture.HERE, 80, "game", KeeperFixture.LEASE);
        fixture.advance(Duration.ofMinutes(2));

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(1, tries());
    }

    @Test
    void manyPortsThatAreNotHeldAreTriedOneAMinute() {
        fixture.gatewayComes();
        router.refused = request -> true;
        router.refusal = Reason.NOT_HELD;
        for (int port = 1000; port < 1020; port++) {
            fixture.keep(port);
        }
        fixture.advance(30);
        long before = tries();
        fixture.advance(Duration.ofMinutes(15));
        assertTrue(tries() - before <= 16, "tries: " + (tries() - before));
    }

    @Test
    void anUnclearFailureIsTriedAFewTimesSoonAndThenEveryFewMinutes() {
        fixture.gatewayComes();
        router.refused = request -> true;
        router.refusal = Reason.FAILED;
        KeptPort port = fixture.keep(80);
        fixture.advance(5);
        assertEquals(PortPhase.OPENING, KeeperFixture.phase(port));
        fixture.advance(Duration.ofMinutes(3));

        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(port));
        assertEquals(RetryRule.UNCLEAR + 1, tries());
        fixture.advance(Duration.ofHours(1));
        assertTrue(tries() >= 14 && tries() <= 22, "tries: " + tries());
    }

    @Test
    void oneUnclearAnswerAfterALongSilenceIsNoRefusal() {
        fixture.gatewayComes();
        router.refused = request -> true;
        router.refusal = Reason.TRANSPORT_ERROR;
        KeptPort port = fixture.keep(80);
        fixture.advance(120);
        router.refusal = Reason.FAILED;
        long before = tries();
        for (int second = 0; second < 120 && tries() == before; second++) {
            fixture.advance(1);
        }
        router.refused = request -> false;
        fixture.advance(90);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void aSilentRouterIsAskedEverMoreSeldomButOnceAMinute() {
        fixture.gatewayComes();
        router.line.down = true;
        KeptPort port = fixture.keep(80);
        fixture.advance(Duration.ofMinutes(30));

        assertEquals(PortPhase.OPENING, KeeperFixture.phase(port));
        assertTrue(
                router.line.callCount() >= 20 && router.line.callCount() <= 60,
                "calls: " + router.line.callCount());

        router.line.down = false;
        fixture.advance(76);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void aPortThatWaitsForASilentRouterTellsWhenItIsTriedNext() {
        fixture.gatewayComes();
        router.line.down = true;
        KeptPort port = fixture.keep(80);
        for (int second = 0; second < 300; second++) {
            fixture.advance(1);
            if (router.line.running() == 0) {
                Instant next = port.status().nextTry().orElseThrow();
                assertTrue(next.isAfter(fixture.loop.now()), "after " + second + " s: " + next);
            }
        }
    }

    @Test
    void manyPortsOnASilentRouterDoNotMakeManyCalls() {
        router.line.down = true;
        for (int port = 1000; port < 6000; port += 10) {
            fixture.keep(port);
        }
        fixture.gatewayComes();
        fixture.advance(Duration.ofMinutes(30));

        assertTrue(router.line.callCount() <= 60, "calls: " + router.line.callCount());
    }

    @Test
    void aRouterThatAnswersNonsenseIsNeverAskedInATightLoop() {
        router.line.failsWithHttpError = true;
        for (int port = 1000; port < 1100; port++) {
            fixture.keep(port);
        }
        fixture.gatewayComes();
        fixture.advance(Duration.ofMinutes(30));

        assertTrue(router.line.callCount() <= 60, "calls: " + router.line.callCount());
    }

    @Test
    void aProviderThatFailsInAnyWayIsAskedAgain() {
        fixture.gatewayComes();
        AtomicInteger asked = new AtomicInteger();
        router.refused =
                request -> {
                    if (asked.incrementAndGet() < 5) {
                        throw new NoClassDefFoundError("a fault, logged by this test");
                    }
                    return false;
                };
        KeptPort port = fixture.keep(80);
        fixture.advance(60);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void aPermanentMappingIsNeverRenewedOnlyLookedAt() {
        fixture.gatewayComes();
        router.onlyPermanent = true;
        KeptPort port = fixture.keep(80);
        fixture.advance(1);
        router.line.calls.clear();
        fixture.advance(Duration.ofDays(2));

        assertEquals(Optional.empty(), KeeperFixture.holding(port).goodUntil());
        assertEquals(Optional.empty(), KeeperFixture.holding(port).nextRenewal());
        assertTrue(router.line.calls.stream().allMatch(each -> each.startsWith("findAll")));
        assertTrue(router.line.calls.size() >= 500);
    }

    @Test
    void aMappingThatComesUpDisabledCountsAsRefused() {
        fixture.gatewayComes();
        router.mapsDisabled = true;
        KeptPort port = fixture.keep(80);
        fixture.advance(5);

        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(port));
        assertEquals(
                Sentences.disabled(fixture.gateway.info(), PortKey.tcp(80)),
                KeeperFixture.trouble(port));
    }

    @Test
    void aRouterThatShowsNothingIsBelievedOfSeveralPortsToo() {
        router.showsNothing = true;
        List<KeptPort> ports = List.of(fixture.keep(80), fixture.keep(81), fixture.keep(82));
        fixture.gatewayComes();
        fixture.advance(5);

        ports.forEach(each -> assertEquals(PortPhase.OPEN, KeeperFixture.phase(each)));
    }

    @Test
    void aRouterThatShowsNothingIsBelieved() {
        fixture.gatewayComes();
        router.showsNothing = true;
        KeptPort port = fixture.keep(80);
        fixture.advance(Duration.ofHours(5));

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(1, fixture.told.size());
        assertEquals(0, router.lapses());
    }
}
