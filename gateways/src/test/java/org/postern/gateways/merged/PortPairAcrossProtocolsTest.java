// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.testkit.ModelGateway;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** TCP and UDP on one port over several protocols, all or nothing. */
@Timeout(60)
class PortPairAcrossProtocolsTest {
    private static final MappingRequest BOTH = MappingRequest.tcpAndUdp(80);
    private static final PortKey UDP_80 = PortKey.udp(80);
    private static final PortKey TCP_80 = PortKey.tcp(80);

    private final ModelGateway router = ModelGateway.listing("upnp");
    private final ModelGateway bare = ModelGateway.bare("pcp");

    @Test
    void eachMayBeOpenedOverAnotherProtocol_butBothOnOnePort() throws Exception {
        bare.failures.put("map TCP 80", new GatewayException(Reason.NOT_AUTHORIZED, "No."));
        MappingResult result = MergedGatewayTest.merged(bare, router).map(BOTH);
        assertEquals(Set.of(UDP_80), bare.held.keySet());
        assertEquals(Set.of(TCP_80), router.held.keySet());
        assertEquals(
                List.of(80, 80),
                result.mappings().stream().map(PortMapping::externalPort).toList());
    }

    @Test
    void secondIsRefusedByOneAndLostByAnother_whatTheLastOpenedIsClosed() {
        bare.failures.put("map TCP 80", new GatewayException(Reason.NOT_AUTHORIZED, "No."));
        router.lostAnswers.put("map TCP 80", new GatewayException(Reason.UNREACHABLE, "Lost."));
        GatewayException failure = failure(MergedGatewayTest.merged(bare, router), BOTH);
        assertEquals(Reason.NOT_AUTHORIZED, failure.reason());
        assertEquals(Set.of(), bare.held.keySet());
        assertEquals(Set.of(), router.held.keySet());
    }

    @Test
    void secondIsRefusedByOneAndLostByAnother_theDoubtIsTheReason() {
        bare.failures.put("map TCP 80", new GatewayException(Reason.NOT_AUTHORIZED, "No."));
        router.lostAnswers.put("map TCP 80", new GatewayException(Reason.UNREACHABLE, "Lost."));
        router.failures.put("unmap TCP 80", new GatewayException(Reason.UNREACHABLE, "Off."));
        GatewayException failure = failure(MergedGatewayTest.merged(bare, router), BOTH);
        assertEquals(Reason.UNREACHABLE, failure.reason());
        assertTrue(failure.advice().contains(Advice.LIST_MAPPINGS));
        assertTrue(failure.getMessage().startsWith("No. Lost."), failure.getMessage());
    }

    @Test
    void whatStoodStays_whenItsProtocolAndTheNextRefuse() throws Exception {
        MergedGateway gateway = MergedGatewayTest.merged(bare, router);
        gateway.map(MappingRequest.udp(80));
        bare.failures.put("map UDP 80", new GatewayException(Reason.NO_RESOURCES, "Full."));
        router.failures.put("map UDP 80", new GatewayException(Reason.NOT_AUTHORIZED, "No."));
        failure(gateway, BOTH);
        assertEquals(Set.of(UDP_80), bare.held.keySet());
    }

    @Test
    void whatStoodStays_whenTheAnswerIsLostAndTheNextRefuses() {
        router.holds(UDP_80, "192.168.1.5");
        router.failures.put("map UDP 80", new GatewayException(Reason.UNREACHABLE, "Lost."));
        bare.failures.put("map UDP 80", new GatewayException(Reason.NOT_AUTHORIZED, "No."));
        failure(MergedGatewayTest.merged(router, bare), BOTH);
        assertEquals(Set.of(UDP_80), router.held.keySet());
    }

    @Test
    void whatStoodStays_whenOneOfTwoThatCanLookDoesNotTell() {
        ModelGateway second = ModelGateway.at("pcp", "192.168.1.1", EnumSet.of(Capability.FIND));
        for (Reason each : List.of(Reason.UNREACHABLE, Reason.FAILED)) {
            router.holds(UDP_80, "192.168.1.5");
            router.failures.put("find UDP 80", new GatewayException(each, "What?"));
            router.failures.put("map TCP 80", new GatewayException(Reason.CONFLICT, "Taken."));
            failure(MergedGatewayTest.merged(router, second), BOTH);
            assertEquals(Set.of(UDP_80), router.held.keySet());
        }
    }

    @Test
    void interruptedWhileLooking_nothingIsLeftOpen() {
        router.portOffset = 3;
        router.failures.put("find TCP 83", new InterruptedException());
        InterruptedException failure =
                assertThrows(
                        InterruptedException.class,
                        () -> MergedGatewayTest.merged(router).map(BOTH.anyPort()));
        assertEquals("UDP port 83 was closed again.", failure.getMessage());
        assertEquals(Set.of(), router.held.keySet());
    }

    @Test
    void interrupted_whatOthersHoldThatWereNotAskedStays() {
        bare.holds(UDP_80, "192.168.1.5");
        router.failures.put("map UDP 80", new InterruptedException());
        assertThrows(
                InterruptedException.class, () -> MergedGatewayTest.merged(router, bare).map(BOTH));
        assertEquals(List.of(), bare.calls);
    }

    @Test
    void closingAgainFails_anotherProtocolsMappingStays() {
        bare.portOffset = 3;
        router.holds(PortKey.udp(83), "192.168.1.9");
        bare.failures.put("map TCP 83", new GatewayException(Reason.NOT_AUTHORIZED, "No."));
        router.failures.put("map TCP 83", new GatewayException(Reason.NOT_AUTHORIZED, "No."));
        bare.failures.put("unmap UDP 83", new GatewayException(Reason.UNREACHABLE, "Off."));
        GatewayException failure = failure(MergedGatewayTest.merged(bare, router), BOTH.anyPort());
        assertEquals(Reason.NOT_AUTHORIZED, failure.reason());
        assertEquals(Set.of(PortKey.udp(83)), router.held.keySet());
    }

    @Test
    void aProtocolThatLeavesMeanwhile_closesWhatItOpened() {
        MergedGateway[] gateway = new MergedGateway[1];
        ModelGateway leaving =
                new ModelGateway(bare) {
                    @Override
                    public MappingResult map(MappingRequest request)
                            throws GatewayException, InterruptedException {
                        if (request.protocols().contains(Protocol.TCP)) {
                            gateway[0].protocols().leave("pcp");
                            throw new GatewayException(Reason.CONFLICT, "Taken.");
                        }
                        return super.map(request);
                    }
                };
        gateway[0] = MergedGatewayTest.merged(leaving, router);
        failure(gateway[0], BOTH);
        assertEquals(Set.of(), leaving.held.keySet());
    }

    @Test
    void secondFails_whatStoodIsAsItWas() throws Exception {
        MergedGateway gateway = MergedGatewayTest.merged(router);
        gateway.map(MappingRequest.udp(80).internalPort(5000).description("mine").permanent());
        PortMapping before = router.held.get(UDP_80);
        router.failures.put("map TCP 80", new GatewayException(Reason.NOT_AUTHORIZED, "No."));
        assertEquals(Reason.NOT_AUTHORIZED, failure(gateway, BOTH).reason());
        assertEquals(before, router.held.get(UDP_80));
        router.failures.put("map UDP 80", new GatewayException(Reason.NOT_AUTHORIZED, "No."));
        router.held.put(UDP_80, before);
        failure(gateway, BOTH);
        assertEquals(before, router.held.get(UDP_80));
    }

    @Test
    void whatStoodIsOverwrittenAndCannotBeRestored_isSaid() throws Exception {
        MergedGateway gateway = MergedGatewayTest.merged(bare);
        gateway.map(MappingRequest.udp(80).internalPort(5000));
        ModelGateway refusing =
                new ModelGateway(bare) {
                    @Override
                    public MappingResult map(MappingRequest request)
                            throws GatewayException, InterruptedException {
                        if (request.protocols().contains(Protocol.TCP)) {
                            failures.put(
                                    "map UDP 80", new GatewayException(Reason.FAILED, "Full."));
                            throw new GatewayException(Reason.NOT_AUTHORIZED, "No.");
                        }
                        return super.map(request);
                    }
                };
        gateway.protocols().join(new ProtocolGateway("other", 0, router));
        gateway.protocols().leave("pcp");
        gateway.protocols().join(MergedGatewayTest.of(refusing));
        gateway.protocols().leave("other");
        assertEquals(
                "No. UDP port 80 was open before, and could not be opened as it was: Full.",
                failure(gateway, BOTH).getMessage());
    }

    @Test
    void secondIsOpenedElsewhere_nothingIsLeftOpen() {
        ModelGateway elsewhere =
                new ModelGateway(router) {
                    @Override
                    public MappingResult map(MappingRequest request)
                            throws GatewayException, InterruptedException {
                        return super.map(
                                request.protocols().contains(Protocol.TCP)
                                        ? request.only(PortKey.tcp(81))
                                        : request);
                    }
                };
        GatewayException failure = failure(elsewhere, BOTH);
        assertEquals(Reason.CONFLICT, failure.reason());
        assertEquals(Set.of(), elsewhere.held.keySet());
    }

    private static GatewayException failure(MergedGateway gateway, MappingRequest request) {
        return assertThrows(GatewayException.class, () -> gateway.map(request));
    }

    private static GatewayException failure(ModelGateway gateway, MappingRequest request) {
        return assertThrows(
                GatewayException.class, () -> MergedGatewayTest.merged(gateway).map(request));
    }
}
