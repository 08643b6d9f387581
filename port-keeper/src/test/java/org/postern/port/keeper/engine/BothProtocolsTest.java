// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.api.gateway.PortKey.tcp;
import static org.postern.api.gateway.PortKey.udp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.kept.Origin;
import org.postern.testkit.ModelRouter;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** TCP and UDP on one number: both on one external port of each router, or neither. */
class BothProtocolsTest {
    private final KeeperFixture fixture = new KeeperFixture();
    private final ModelRouter router = fixture.router;

    private KeptPort keep(MappingRequest request) {
        return fixture.keep(request.description("game"), new Origin("test", false));
    }

    private KeptPort open(MappingRequest request) {
        fixture.gatewayComes();
        KeptPort port = keep(request);
        fixture.advance(2);
        fixture.told.clear();
        router.line.calls.clear();
        return port;
    }

    /** The one external port of both. */
    private int held(KeptPort port) {
        Set<Integer> ports =
                port.status().holdings().stream()
                        .map(each -> each.port().mapping().externalPort())
                        .collect(Collectors.toSet());
        assertEquals(2, port.status().holdings().size(), "TCP and UDP");
        assertEquals(1, ports.size(), "one number");
        return ports.iterator().next();
    }

    private Set<PortKey> ours() {
        return router.ports().stream()
                .filter(each -> router.at(each).orElseThrow().description().equals("game"))
                .collect(Collectors.toSet());
    }

    private void foreignAt(PortKey key) {
        router.put(key, KeeperFixture.ELSEWHERE, 1, "webcam");
    }

    @Test
    void bothAreOpenedByOneCall_andToldOneByOne() {
        fixture.gatewayComes();
        KeptPort port = keep(MappingRequest.tcpAndUdp(80));
        fixture.advance(2);

        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(List.of("findAll TCP [80] UDP [80]", "map TCP 80 UDP 80"), router.line.calls);
        assertEquals(2, fixture.told.size());
        assertEquals(2, fixture.count(Kind.PORT_OPENED));
        assertEquals(80, held(port));
        assertEquals(2, fixture.ledger.entries().size(), "one record for each");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereOneIsTakenBothGoToOneOtherNumber(boolean hidden) {
        foreignAt(tcp(80));
        if (hidden) {
            router.hide(tcp(80));
        }
        KeptPort port = open(MappingRequest.tcpAndUdp(80).anyPort());

        int other = held(port);
        assertNotEquals(80, other);
        assertEquals(Set.of(tcp(other), udp(other)), ours());
        assertEquals(80, KeeperFixture.holding(port).port().mapping().internalPort());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereOneIsTakenAndNoOtherWillDoNeitherIsOpen(boolean hidden) {
        foreignAt(udp(80));
        if (hidden) {
            router.hide(udp(80));
        }
        KeptPort port = open(MappingRequest.tcpAndUdp(80));

        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        assertEquals(Set.of(), ours());
        assertEquals(List.of(), fixture.ledger.entries());

        router.forget(udp(80));
        fixture.advance(Duration.ofMinutes(6));
        assertEquals(80, held(port));
    }

    @Test
    void oneThatIsLostIsRestoredAtTheSameNumber_andTheOtherIsNotToldOf() {
        foreignAt(tcp(80));
        KeptPort port = open(MappingRequest.tcpAndUdp(80).anyPort());
        int number = held(port);

        router.forget(tcp(number));
        fixture.revisionGrows();
        fixture.advance(2);

        assertEquals(number, held(port));
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(List.of("lost " + number, "opened 203.0.113.5:" + number), fixture.told);
        assertFalse(router.line.calls.stream().anyMatch(each -> each.startsWith("unmap")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneThatIsTakenFromUsMovesBoth(boolean hidden) {
        KeptPort port = open(MappingRequest.tcpAndUdp(80).anyPort());
        foreignAt(tcp(80));
        if (hidden) {
            router.hide(tcp(80));
        }
        fixture.revisionGrows();
        fixture.advance(5);

        int other = held(port);
        assertNotEquals(80, other);
        assertEquals(Set.of(tcp(other), udp(other)), ours());
        assertEquals(
                Set.of(tcp(other), udp(other)),
                fixture.ledger.entries().stream()
                        .map(each -> each.key())
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneThatIsTakenFromUsClosesTheOther_whereNoOtherNumberWillDo(boolean hidden) {
        KeptPort port = open(MappingRequest.tcpAndUdp(80));
        foreignAt(tcp(80));
        if (hidden) {
            router.hide(tcp(80));
        }
        fixture.revisionGrows();
        fixture.advance(5);

        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        assertEquals(Set.of(), ours());
        assertTrue(fixture.told.contains("lost 80"));
        assertEquals(List.of(), port.status().holdings());
        assertEquals(List.of(), fixture.ledger.entries());
    }

    @Test
    void oneThatIsRefusedLaterClosesTheOther() {
        KeptPort port = open(MappingRequest.tcpAndUdp(80));
        router.forget(udp(80));
        router.refused = request -> true;
        fixture.revisionGrows();
        fixture.advance(5);

        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(port));
        assertEquals(Set.of(), ours());
    }

    @Test
    void aSilenceWhileOneIsRestoredLosesNothing() {
        KeptPort port = open(MappingRequest.tcpAndUdp(80));
        router.forget(udp(80));
        fixture.revisionGrows();
        fixture.advance(Duration.ofMillis(7));
        router.line.down = true;
        fixture.advance(20);
        router.line.down = false;
        fixture.advance(Duration.ofMinutes(2));

        assertEquals(80, held(port));
        assertEquals(List.of("lost 80", "opened 203.0.113.5:80"), fixture.told);
    }

    @Test
    void bothAreRenewedAndNeitherLapses() {
        open(MappingRequest.tcpAndUdp(80));
        fixture.advance(Duration.ofDays(1));

        assertEquals(0, router.lapses());
        assertEquals(List.of(), fixture.told);
        assertTrue(router.line.calls.contains("renew UDP 80 3600"));
    }

    @Test
    void aRenewalWithoutEffectIsMendedForBoth() {
        router.refreshes = false;
        open(MappingRequest.tcpAndUdp(80));
        fixture.advance(Duration.ofHours(5));

        assertEquals(0, router.lapses());
        assertEquals(List.of(), fixture.told);
    }

    @Test
    void bothAreReleasedTogether() {
        KeptPort port = open(MappingRequest.tcpAndUdp(80));
        CompletableFuture<Void> released = port.release();
        fixture.advance(1);

        released.join();
        assertEquals(Set.of(), router.ports());
        assertEquals(List.of(), fixture.ledger.entries());
        assertEquals(2, fixture.count(Kind.PORT_CLOSED));
    }

    @Test
    void bothAreReleasedTogetherWhileTheyAreOpened() {
        fixture.gatewayComes();
        KeptPort port = keep(MappingRequest.tcpAndUdp(80));
        fixture.advance(Duration.ofMillis(7));
        port.release();
        fixture.advance(2);

        assertEquals(Set.of(), router.ports());
        assertEquals(List.of(), fixture.ledger.entries());
    }

    @Test
    void whatAnEarlierRunHasLeftIsAdopted_orCompleted() {
        open(MappingRequest.tcpAndUdp(80));
        open(MappingRequest.tcpAndUdp(90));
        fixture.nextRun();
        router.line.calls.clear();
        router.forget(udp(90));
        KeptPort whole = keep(MappingRequest.tcpAndUdp(80));
        KeptPort half = keep(MappingRequest.tcpAndUdp(90));
        fixture.gatewayComes();
        fixture.advance(3);

        assertEquals(80, held(whole));
        assertEquals(90, held(half));
        assertEquals(
                List.of("map TCP 90 UDP 90"),
                router.line.calls.stream().filter(each -> !each.startsWith("findAll")).toList());
    }

    @Test
    void anotherNumberOfAnEarlierRunIsAskedForAgain() {
        foreignAt(udp(80));
        int number = held(open(MappingRequest.tcpAndUdp(80).anyPort()));
        fixture.nextRun();
        KeptPort again = keep(MappingRequest.tcpAndUdp(80).anyPort());
        fixture.gatewayComes();
        fixture.advance(Duration.ofMinutes(3));

        assertEquals(number, held(again));
        assertEquals(2, ours().size());
    }

    @Test
    void onePortIsNotKeptTwiceThoughOnlyOneProtocolIsTheSame() throws Exception {
        keep(MappingRequest.tcpAndUdp(80));

        GatewayException failure =
                assertThrows(
                        GatewayException.class,
                        () ->
                                fixture.keeper.keep(
                                        KeepRequest.of(MappingRequest.udp(80)),
                                        PortListener.NONE,
                                        new Origin("b", false)));
        assertEquals(Reason.CONFLICT, failure.reason());
        assertEquals(1, fixture.keeper.ports().size(), "one port");
    }

    @Test
    void aPortThatAnotherKeptPortWaitsForIsGivenBack() {
        foreignAt(tcp(80));
        router.hide(tcp(80));
        router.refused = request -> request.externalPort() == 81;
        fixture.gatewayComes();
        KeptPort waits = fixture.keep(81);
        fixture.advance(2);
        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(waits));

        KeptPort port = keep(MappingRequest.tcpAndUdp(80).anyPort());
        fixture.advance(5);

        assertTrue(held(port) > 81);
        assertEquals(2, ours().size());
        router.refused = request -> false;
        fixture.advance(Duration.ofHours(1));
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(waits));
        assertEquals(0, router.lapses());
    }
}
