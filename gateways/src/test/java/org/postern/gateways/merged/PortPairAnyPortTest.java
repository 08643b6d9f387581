// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.testkit.ModelGateway;

import java.util.List;
import java.util.Set;

/** TCP and UDP on one port, whichever is free for both. */
@Timeout(60)
class PortPairAnyPortTest {
    private static final MappingRequest BOTH = MappingRequest.tcpAndUdp(80);
    private static final PortKey UDP_80 = PortKey.udp(80);

    private final ModelGateway router = ModelGateway.listing("upnp");
    private final ModelGateway bare = ModelGateway.bare("pcp");

    @Test
    void anyPort_freeForOneProtocolOnly_bothMoveOn() throws Exception {
        router.failures.put("map TCP 80", new GatewayException(Reason.CONFLICT, "Taken."));
        MappingResult result = MergedGatewayTest.merged(router).map(BOTH.anyPort());
        assertEquals(Set.of(PortKey.tcp(81), PortKey.udp(81)), router.held.keySet());
        assertEquals(
                List.of(80, 80),
                result.mappings().stream().map(PortMapping::internalPort).toList());
        assertEquals(List.of("Port 80 is not free; 81 was opened instead."), result.notes());
        assertTrue(router.calls.contains("unmap UDP 80"));
    }

    @Test
    void anyPort_theSecondFollowsTheFirst() throws Exception {
        router.portOffset = 3;
        router.failures.put("find UDP 80", new GatewayException(Reason.INVALID_ARGUMENT, "What?"));
        MergedGatewayTest.merged(router).map(BOTH.anyPort());
        assertTrue(router.calls.contains("map TCP 83"), router.calls.toString());
        assertEquals(Set.of(PortKey.tcp(83), PortKey.udp(83)), router.held.keySet());
        assertEquals(80, router.held.get(PortKey.tcp(83)).internalPort());
    }

    @Test
    void anyPort_aPortThatSomebodyHasForTheSecondIsLeftAlone() throws Exception {
        router.portOffset = 3;
        router.holds(PortKey.tcp(83), "192.168.1.9");
        MergedGatewayTest.merged(router).map(BOTH.anyPort());
        assertFalse(router.calls.contains("map TCP 83"));
        assertEquals(
                ModelGateway.address("192.168.1.9"),
                router.held.get(PortKey.tcp(83)).internalClient());
        assertTrue(router.held.keySet().containsAll(Set.of(PortKey.tcp(87), PortKey.udp(87))));
    }

    @Test
    void anyPort_portsThatAreSeenToBeInUseAreSkipped() throws Exception {
        for (int port = 80; port < 95; port++) {
            router.holds(PortKey.tcp(port), "192.168.1.9");
        }
        router.failures.put("map TCP 80", new GatewayException(Reason.CONFLICT, "Taken."));
        MergedGatewayTest.merged(router).map(BOTH.anyPort());
        assertTrue(router.held.keySet().containsAll(Set.of(PortKey.tcp(95), PortKey.udp(95))));
        assertEquals(2, router.calls.stream().filter(each -> each.startsWith("map UDP")).count());
    }

    @Test
    void anyPort_whereNothingIsFreeThatIsSaid_andNothingIsLeftOpen() {
        for (int port = 80; port < 200; port++) {
            router.holds(PortKey.tcp(port), "192.168.1.9");
        }
        router.failures.put("map TCP 80", new GatewayException(Reason.CONFLICT, "Taken."));
        GatewayException failure = failure(router, BOTH.anyPort());
        assertEquals(Reason.CONFLICT, failure.reason());
        assertTrue(failure.advice().contains(Advice.LIST_MAPPINGS));
        assertFalse(router.held.containsKey(UDP_80));
    }

    @Test
    void anyPort_afterEightRoundsItIsGivenUp_andNothingIsLeftOpen() {
        for (int port = 80; port < 100; port++) {
            router.failures.put("map TCP " + port, new GatewayException(Reason.CONFLICT, "Taken."));
        }
        GatewayException failure = failure(router, BOTH.anyPort());
        assertEquals(Reason.CONFLICT, failure.reason());
        assertEquals(Set.of(), router.held.keySet());
        assertEquals(8, router.calls.stream().filter(each -> each.startsWith("map TCP")).count());
    }

    @Test
    void anyPort_afterTheLastPortComesTheFirstUsualOne() throws Exception {
        router.failures.put("map TCP 65535", new GatewayException(Reason.CONFLICT, "Taken."));
        MergedGatewayTest.merged(router).map(MappingRequest.tcpAndUdp(65535).anyPort());
        assertEquals(Set.of(PortKey.tcp(1024), PortKey.udp(1024)), router.held.keySet());
    }

    @Test
    void anyPort_whatWasNeverAskedForIsNotClosed() {
        router.portOffset = 3;
        router.holds(PortKey.tcp(83), "192.168.1.5");
        router.failures.put("find TCP 83", new GatewayException(Reason.UNREACHABLE, "Lost."));
        GatewayException failure = failure(router, BOTH.anyPort());
        assertEquals("Lost. UDP port 83 was closed again.", failure.getMessage());
        assertEquals(Set.of(PortKey.tcp(83)), router.held.keySet());
    }

    @Test
    void anyPort_whatIsLeftOpenByAnEarlierRoundIsSaid() throws Exception {
        router.failures.put("map TCP 80", new GatewayException(Reason.CONFLICT, "Taken."));
        router.failures.put("unmap UDP 80", new GatewayException(Reason.UNREACHABLE, "Off."));
        String left = "UDP port 80 could not be closed again: Off.";
        List<String> notes = MergedGatewayTest.merged(router).map(BOTH.anyPort()).notes();
        assertTrue(notes.contains(left), notes.toString());
        router.failures.put("map UDP 81", new GatewayException(Reason.NOT_AUTHORIZED, "No."));
        assertEquals("No. " + left, failure(withUdp80Free(), BOTH.anyPort()).getMessage());
        router.failures.put("find TCP 81", new GatewayException(Reason.UNREACHABLE, "Lost."));
        assertEquals("Lost. " + left, failure(withUdp80Free(), BOTH.anyPort()).getMessage());
    }

    @Test
    void anyPort_whatStoodAtAnEarlierRoundIsSaid() throws Exception {
        router.failures.put("map TCP 80", new GatewayException(Reason.CONFLICT, "Taken."));
        router.failures.put("find UDP 80", new GatewayException(Reason.INVALID_ARGUMENT, "What?"));
        List<String> notes = MergedGatewayTest.merged(router).map(BOTH.anyPort()).notes();
        assertEquals(2, notes.size(), notes.toString());
        assertTrue(notes.get(1).startsWith("UDP port 80 was open before"), notes.toString());
    }

    @Test
    void anyPort_whatStoodAndWasAskedForAtAnEarlierRoundIsSaid() throws Exception {
        router.failures.put("find TCP 80", new GatewayException(Reason.INVALID_ARGUMENT, "What?"));
        router.failures.put("map TCP 80", new GatewayException(Reason.UNREACHABLE, "Lost."));
        bare.failures.put("map TCP 80", new GatewayException(Reason.CONFLICT, "Taken."));
        List<String> notes = MergedGatewayTest.merged(router, bare).map(BOTH.anyPort()).notes();
        assertTrue(
                notes.stream().anyMatch(each -> each.startsWith("TCP port 80 was open before")),
                notes.toString());
    }

    private ModelGateway withUdp80Free() {
        router.held.clear();
        return router;
    }

    private static GatewayException failure(MergedGateway gateway, MappingRequest request) {
        return assertThrows(GatewayException.class, () -> gateway.map(request));
    }

    private static GatewayException failure(ModelGateway gateway, MappingRequest request) {
        return assertThrows(
                GatewayException.class, () -> MergedGatewayTest.merged(gateway).map(request));
    }
}
