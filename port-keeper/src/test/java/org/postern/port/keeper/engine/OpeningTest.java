// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.state.RetryRule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** How a port gets open, and what is done when it does not. */
class OpeningTest {
    private final KeeperFixture world = new KeeperFixture();
    private final ModelRouter router = world.router;

    @Test
    void aPortWaitsWithoutAGatewayAndSaysSo() {
        KeptPort port = world.keep(80);
        world.keeper.missing(new GatewayException(Reason.NO_DEVICES, "Nothing answered."));
        world.advance(1);

        assertEquals(PortPhase.WAITING, KeeperFixture.phase(port));
        assertEquals("Nothing answered.", KeeperFixture.trouble(port));
        assertEquals(Optional.empty(), port.status().nextTry());
        assertEquals(List.of(Kind.GATEWAY_MISSING), world.kinds());
        assertEquals(0, router.calls);
    }

    @Test
    void aGatewayThatCannotEvenSayWhereItIsIsAskedAgain() {
        world.gatewayComes();
        world.advance(1);
        router.broken = true;
        KeptPort port = world.keep(80);
        world.advance(1);
        assertTrue(KeeperFixture.trouble(port).startsWith("The gateway could not be asked"));
        world.advance(Duration.ofHours(1));

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void aPortOpensWithinASecondOfTheGateway() {
        KeptPort port = world.keep(80);
        world.gatewayComes();
        world.advance(1);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(List.of("opened 203.0.113.5:80"), world.told);
        assertEquals(List.of(Kind.GATEWAY_FOUND, Kind.PORT_OPENED), world.kinds());
        assertEquals(List.of("findAll TCP [80]", "map TCP 80"), router.log);
        assertEquals(
                Optional.of(world.loop.now().plus(KeeperFixture.LEASE).getEpochSecond() - 1),
                KeeperFixture.holding(port).goodUntil().map(each -> each.getEpochSecond()));
    }

    @Test
    void threePortsForTheUserAreOpenWithinASecond() {
        world.gatewayComes();
        List<KeptPort> ports = List.of(world.keep(80), world.keep(81), world.keep(82));
        world.advance(1);

        ports.forEach(each -> assertEquals(PortPhase.OPEN, KeeperFixture.phase(each)));
    }

    @Test
    void theLedgerKnowsAPortBeforeTheRouterDoes() {
        world.gatewayComes();
        router.refused =
                request -> {
                    assertEquals(1, world.ledger.entries().size(), "asked without a record");
                    return false;
                };
        KeptPort port = world.keep(80);
        world.advance(1);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(80, world.ledger.entries().get(0).externalPort());
    }

    @Test
    void theSamePortIsNotKeptTwice_andTheFirstOneIsNamed() throws Exception {
        MappingRequest request = KeeperFixture.request(80, KeeperFixture.LEASE, false);
        world.keeper.keep(request, PortListener.NONE, new Origin("bundle a", false));

        GatewayException failure =
                assertThrows(
                        GatewayException.class,
                        () ->
                                world.keeper.keep(
                                        request, PortListener.NONE, new Origin("b", false)));
        assertEquals(Reason.CONFLICT, failure.reason());
        assertTrue(failure.getMessage().contains("bundle a"), failure.getMessage());
        world.keeper.keep(
                new MappingRequest(Set.of(Protocol.UDP), 80, 0, "", KeeperFixture.LEASE, false),
                PortListener.NONE,
                new Origin("b", false));
        assertEquals(2, world.keeper.ports().size());
    }

    @Test
    void aRequestOutOfRangeIsRefusedAtOnce() {
        assertThrows(
                GatewayException.class,
                () ->
                        world.keeper.keep(
                                KeeperFixture.request(70_000, KeeperFixture.LEASE, false),
                                PortListener.NONE,
                                new Origin("b", false)));
        assertEquals(List.of(), world.keeper.ports());
    }

    @Test
    void aRefusalIsToldOnceAndTriedRarely() {
        world.gatewayComes();
        router.refused = request -> true;
        KeptPort port = world.keep(80);
        world.advance(Duration.ofHours(6));

        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(port));
        assertEquals("The router refuses TCP 80.", KeeperFixture.trouble(port));
        assertEquals(1, world.count(Kind.PORT_REFUSED));
        assertTrue(tries() >= 6 && tries() <= 12, "tries in six hours: " + tries());
        assertTrue(world.ledger.entries().isEmpty(), "not ours");

        router.refused = request -> false;
        world.advance(Duration.ofHours(1));
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    private long tries() {
        return router.log.stream().filter(each -> each.startsWith("map")).count();
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_RESOURCES", "NOT_AUTHORIZED", "UNSUPPORTED"})
    void whatOnlyAHumanCanChangeIsTriedRarely(Reason result) {
        world.gatewayComes();
        router.refused = request -> true;
        router.refusal = result;
        KeptPort port = world.keep(80);
        world.advance(Duration.ofMinutes(10));

        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(port));
        assertEquals(1, tries());
    }

    @Test
    void anUnclearFailureIsTriedAFewTimesSoonAndThenRarely() {
        world.gatewayComes();
        router.refused = request -> true;
        router.refusal = Reason.FAILED;
        KeptPort port = world.keep(80);
        world.advance(5);
        assertEquals(PortPhase.OPENING, KeeperFixture.phase(port));
        world.advance(Duration.ofMinutes(10));

        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(port));
        assertEquals(RetryRule.UNCLEAR + 1, tries());
    }

    @Test
    void oneUnclearAnswerAfterALongSilenceIsNoRefusal() {
        world.gatewayComes();
        router.refused = request -> true;
        router.refusal = Reason.TRANSPORT_ERROR;
        KeptPort port = world.keep(80);
        world.advance(120);
        router.refusal = Reason.FAILED;
        long before = tries();
        for (int second = 0; second < 120 && tries() == before; second++) {
            world.advance(1);
        }
        router.refused = request -> false;
        world.advance(90);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void aSilentRouterIsAskedEverMoreSeldomButOnceAMinute() {
        world.gatewayComes();
        router.down = true;
        KeptPort port = world.keep(80);
        world.advance(Duration.ofMinutes(30));

        assertEquals(PortPhase.OPENING, KeeperFixture.phase(port));
        assertTrue(router.calls >= 20 && router.calls <= 60, "calls: " + router.calls);

        router.down = false;
        world.advance(76);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void aPortThatWaitsForASilentRouterTellsWhenItIsTriedNext() {
        world.gatewayComes();
        router.down = true;
        KeptPort port = world.keep(80);
        for (int second = 0; second < 300; second++) {
            world.advance(1);
            if (router.running == 0) {
                Instant next = port.status().nextTry().orElseThrow();
                assertTrue(next.isAfter(world.loop.now()), "after " + second + " s: " + next);
            }
        }
    }

    @Test
    void manyPortsOnASilentRouterDoNotMakeManyCalls() {
        router.down = true;
        for (int port = 1000; port < 6000; port += 10) {
            world.keep(port);
        }
        world.gatewayComes();
        world.advance(Duration.ofMinutes(30));

        assertTrue(router.calls <= 60, "calls: " + router.calls);
    }

    @Test
    void aRouterThatAnswersNonsenseIsNeverAskedInATightLoop() {
        router.failsWithHttpError = true;
        for (int port = 1000; port < 1100; port++) {
            world.keep(port);
        }
        world.gatewayComes();
        world.advance(Duration.ofMinutes(30));

        assertTrue(router.calls <= 60, "calls: " + router.calls);
    }

    @Test
    void aProviderThatFailsInAnyWayIsAskedAgain() {
        world.gatewayComes();
        AtomicInteger asked = new AtomicInteger();
        router.refused =
                request -> {
                    if (asked.incrementAndGet() < 5) {
                        throw new NoClassDefFoundError("a fault, logged by this test");
                    }
                    return false;
                };
        KeptPort port = world.keep(80);
        world.advance(60);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }

    @Test
    void aPermanentMappingIsNeverRenewedOnlyLookedAt() {
        world.gatewayComes();
        router.onlyPermanent = true;
        KeptPort port = world.keep(80);
        world.advance(1);
        router.log.clear();
        world.advance(Duration.ofDays(2));

        assertEquals(Optional.empty(), KeeperFixture.holding(port).goodUntil());
        assertEquals(Optional.empty(), KeeperFixture.holding(port).nextRenewal());
        assertTrue(router.log.stream().allMatch(each -> each.startsWith("findAll")));
        assertTrue(router.log.size() >= 500);
    }

    @Test
    void aMappingThatComesUpDisabledCountsAsRefused() {
        world.gatewayComes();
        router.mapsDisabled = true;
        KeptPort port = world.keep(80);
        world.advance(5);

        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(port));
        assertTrue(KeeperFixture.trouble(port).contains("disabled"));
    }

    @Test
    void aRouterThatShowsNothingIsBelievedOfSeveralPortsToo() {
        router.shows = false;
        List<KeptPort> ports = List.of(world.keep(80), world.keep(81), world.keep(82));
        world.gatewayComes();
        world.advance(5);

        ports.forEach(each -> assertEquals(PortPhase.OPEN, KeeperFixture.phase(each)));
    }

    @Test
    void aRouterThatShowsNothingIsBelieved() {
        world.gatewayComes();
        router.shows = false;
        KeptPort port = world.keep(80);
        world.advance(Duration.ofHours(5));

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(1, world.told.size());
        assertEquals(0, router.lapses());
    }
}
