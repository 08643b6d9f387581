// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.api.gateway.PortKey.tcp;
import static org.postern.api.gateway.PortKey.udp;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.kept.Origin;
import org.postern.testkit.ModelRouter;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A router that confirms mappings and drops some of them seconds later (quirk A43). */
class DroppedLeaseTest {
    private static final Duration WEEK = MappingRequest.LONGEST_LEASE;

    /** From the confirmation to the drop, in seconds. */
    private static final int STAYS = 3;

    private final KeeperFixture fixture = new KeeperFixture();
    private final ModelRouter router = fixture.router;

    /** What the router drops. */
    private Predicate<PortMapping> drops = mapping -> !mapping.lease().isZero();

    /** Whether the router sends an event then. */
    private boolean tells;

    private final Map<PortKey, Integer> ages = new HashMap<>();

    @BeforeEach
    void gateway() {
        fixture.gatewayComes();
    }

    private void advance(int seconds) {
        for (int second = 0; second < seconds; second++) {
            fixture.advance(1);
            Set<PortKey> held = new HashSet<>(router.ports());
            ages.keySet().retainAll(held);
            held.forEach(key -> ages.merge(key, 1, Integer::sum));
            boolean dropped = false;
            for (PortKey key : held) {
                Optional<PortMapping> mapping = router.at(key).filter(drops);
                if (mapping.isPresent() && ages.getOrDefault(key, 0) >= STAYS) {
                    router.forget(key);
                    ages.remove(key);
                    dropped = true;
                }
            }
            if (dropped && tells) {
                fixture.revisionGrows();
            }
        }
    }

    private List<String> changes() {
        return router.line.calls.stream()
                .filter(each -> each.startsWith("map") || each.startsWith("renew"))
                .toList();
    }

    private Duration lease(PortKey key) {
        return router.at(key).orElseThrow().lease();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRouterThatDropsEveryLeaseIsAskedForAPermanentOne(boolean event) {
        tells = event;
        KeptPort port = fixture.keep(80);
        advance(60);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(Duration.ZERO, lease(tcp(80)));
        assertEquals(4, changes().size(), "three times as asked: it may have restarted");
        assertTrue(
                fixture.events.stream()
                        .filter(each -> each.kind() == Kind.PORT_OPENED)
                        .reduce((one, other) -> other)
                        .orElseThrow()
                        .sentence()
                        .contains("a permanent lease"));
        advance(3 * 3600);
        assertEquals(4, changes().size(), changes().toString());
    }

    @Test
    void whatWorkedIsRemembered_alsoWhileTheRouterIsGone() {
        fixture.keep(80);
        advance(60);
        router.line.calls.clear();
        fixture.keep(81);
        advance(60);
        assertEquals(Duration.ZERO, lease(tcp(81)));
        assertEquals(1, changes().size());

        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        router.forgetAll();
        router.line.calls.clear();
        fixture.gatewayComes(fixture.gateway());
        advance(60);
        assertEquals(Set.of(tcp(80), tcp(81)), router.ports());
        assertEquals(2, changes().size());
    }

    @Test
    void aPermanentMappingOfAnEarlierRunIsNotRenewedWithTheLeaseThatIsDropped() {
        fixture.keep(80);
        advance(60);
        fixture.nextRun();
        router.line.calls.clear();
        fixture.gatewayComes();
        fixture.keep(80);
        advance(3600);

        assertEquals(List.of(), changes());
        assertEquals(Duration.ZERO, lease(tcp(80)));
    }

    @Test
    void aRouterThatDropsPermanentMappingsIsAskedForAWeek_whichIsRenewed() {
        drops = mapping -> mapping.lease().isZero();
        fixture.keep(80, Duration.ZERO, false);
        advance(60);
        assertTrue(lease(tcp(80)).compareTo(WEEK.minusMinutes(2)) > 0);

        fixture.advance(Duration.ofDays(30));
        assertEquals(0, router.lapses());
        assertTrue(router.line.calls.contains("renew TCP 80 604800"));
    }

    @Test
    void anHourIsTheLastThatIsTried() {
        drops = mapping -> !isHour(mapping);
        fixture.keep(80, Duration.ofHours(2), false);
        advance(120);
        assertTrue(isHour(router.at(tcp(80)).orElseThrow()));
    }

    private static boolean isHour(PortMapping mapping) {
        long left = mapping.lease().toSeconds();
        return left > 0 && left <= 3600;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereNoLeaseIsKeptThePortIsRefused_andTheRouterIsAskedRarely(boolean event) {
        tells = event;
        drops = mapping -> true;
        KeptPort port = fixture.keep(80);
        advance(120);

        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(port));
        assertEquals(Reason.NOT_HELD, port.status().lastTrouble().orElseThrow().reason());
        KeeperEvent refused =
                fixture.events.stream()
                        .filter(each -> each.kind() == Kind.PORT_REFUSED)
                        .findFirst()
                        .orElseThrow();
        assertTrue(refused.nextTry().isPresent());
        assertEquals(5, changes().size(), "an hour is what was asked for: " + changes());
        assertEquals(List.of(), fixture.ledger.entries());

        assertEquals(0, fixture.count(Kind.PORT_CLOSED), "it is still kept");
        assertEquals(1, fixture.count(Kind.PORT_REFUSED), "each reason is told once");
        assertTrue(fixture.count(Kind.PORT_WAITING) <= 3, "at most once between two openings");

        advance(12 * 3600);
        assertTrue(changes().size() < 5 + 16, "changes in twelve hours: " + changes().size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void manyPortsDoNotMakeItMany(boolean event) {
        tells = event;
        for (int port = 1000; port < 1020; port++) {
            fixture.keep(port);
        }
        advance(90);
        int before = changes().size();
        assertTrue(before <= 20 + 20 + 1 + 20, changes().toString());
        assertEquals(20, router.ports().size());
        advance(3600);
        assertEquals(before, changes().size());
    }

    @Test
    void manyPortsThatAreAllDroppedAreOpenedAFewTimesAMinute() {
        drops = mapping -> true;
        for (int port = 1000; port < 1020; port++) {
            fixture.keep(port);
        }
        advance(60);
        for (int minute = 0; minute < 30; minute++) {
            router.line.calls.clear();
            advance(60);
            assertTrue(changes().size() <= 5, changes().toString());
        }
    }

    @Test
    void aRouterThatRestartsSoonAfterAnOpeningIsAskedForTheSameLease() {
        fixture.keep(80);
        fixture.advance(1);
        router.forgetAll();
        fixture.advance(Duration.ofMinutes(7));
        router.forgetAll();
        fixture.revisionGrows();
        fixture.advance(60);

        assertEquals(List.of("map TCP 80", "map TCP 80", "map TCP 80"), changes().subList(0, 3));
        assertTrue(isHour(router.at(tcp(80)).orElseThrow()));
    }

    @Test
    void ofTcpAndUdpOneMayBeDropped() {
        drops = mapping -> mapping.protocol() == udp(1).protocol() && !mapping.lease().isZero();
        KeptPort port =
                fixture.keep(
                        MappingRequest.tcpAndUdp(80).lease(KeeperFixture.LEASE),
                        new Origin("test", false));
        advance(90);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(Duration.ZERO, lease(udp(80)));
        assertEquals(2, port.status().holdings().size());
    }

    @Test
    void whereOneOfTcpAndUdpIsNeverKeptNeitherIsOpen() {
        drops = mapping -> mapping.protocol() == udp(1).protocol();
        KeptPort port =
                fixture.keep(
                        MappingRequest.tcpAndUdp(80).lease(KeeperFixture.LEASE),
                        new Origin("test", false));
        advance(180);
        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(port));
        assertEquals(Set.of(), router.ports());
    }

    @Test
    void whatTheGatewayTriedByItselfIsRememberedToo() {
        router.onlyPermanent = true;
        fixture.keep(80);
        fixture.advance(1);
        assertEquals(Duration.ZERO, lease(tcp(80)));
        router.onlyPermanent = false;
        fixture.keep(81);
        fixture.advance(1);
        assertEquals(Duration.ZERO, lease(tcp(81)));
    }
}
