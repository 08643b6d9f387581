// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.testkit.ModelGateway;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** TCP and UDP on one port over one protocol, all or nothing. */
@Timeout(60)
class PortPairTest {
    private static final MappingRequest BOTH = MappingRequest.tcpAndUdp(80);
    private static final PortKey UDP_80 = PortKey.udp(80);
    private static final PortKey TCP_80 = PortKey.tcp(80);

    private final ModelGateway router = ModelGateway.listing("upnp");
    private final ModelGateway bare = ModelGateway.bare("pcp");

    @Test
    void bothAreOpened_udpFirst_andToldTcpFirst() throws Exception {
        MappingResult result = MergedGatewayTest.merged(router).map(BOTH);
        assertEquals(
                List.of("find UDP 80", "find TCP 80", "map UDP 80", "map TCP 80", "find UDP 80"),
                router.calls);
        assertEquals(
                List.of(TCP_80, UDP_80), result.mappings().stream().map(PortMapping::key).toList());
        assertEquals(List.of(), result.notes());
    }

    @Test
    void secondFails_firstIsClosedAgain() {
        router.failures.put(
                "map TCP 80",
                new GatewayException(Reason.NOT_AUTHORIZED, new ControlCode("upnp", 606), "No."));
        GatewayException failure = failure(router, BOTH);
        assertEquals("No. UDP port 80 was closed again.", failure.getMessage());
        assertEquals(Optional.of(new ControlCode("upnp", 606)), failure.code());
        assertEquals(Set.of(), router.held.keySet());
    }

    @Test
    void secondFails_whatStoodBeforeStays() {
        router.holds(UDP_80, "192.168.1.5");
        router.failures.put("map TCP 80", new GatewayException(Reason.FAILED, "No."));
        assertEquals(Reason.FAILED, failure(router, BOTH).reason());
        assertEquals(Set.of(UDP_80), router.held.keySet());
        assertFalse(router.calls.contains("unmap UDP 80"));
    }

    @Test
    void secondFailsAndTheRouterNeverToldWhatStood_nothingIsClosed() {
        router.failures.put("find UDP 80", new GatewayException(Reason.INVALID_ARGUMENT, "What?"));
        router.failures.put("map TCP 80", new GatewayException(Reason.FAILED, "No."));
        assertEquals(
                "No. UDP port 80 was open before, or the router did not report it, and stays open.",
                failure(router, BOTH).getMessage());
        assertEquals(Set.of(UDP_80), router.held.keySet());
        assertFalse(router.calls.contains("unmap UDP 80"));
    }

    @Test
    void aRouterThatIsSilentIsNotAskedToOpenAnything() {
        router.failures.put("find UDP 80", new GatewayException(Reason.UNREACHABLE, "Off."));
        assertEquals("Off.", failure(router, BOTH).getMessage());
        assertEquals(List.of("find UDP 80"), router.calls);
    }

    @Test
    void firstFails_secondIsNotTried() {
        router.failures.put("map UDP 80", new GatewayException(Reason.NOT_AUTHORIZED, "No."));
        assertEquals("No.", failure(router, BOTH).getMessage());
        assertFalse(router.calls.contains("map TCP 80"));
    }

    @Test
    void closingAgainFails_isSaid() {
        router.failures.put("map TCP 80", new GatewayException(Reason.NOT_AUTHORIZED, "No."));
        router.failures.put("unmap UDP 80", new GatewayException(Reason.UNREACHABLE, "Gone."));
        assertEquals(
                "No. UDP port 80 could not be closed again: Gone.",
                failure(router, BOTH).getMessage());
    }

    @Test
    void withoutAnyPort_aConflictIsFinal() {
        router.failures.put("map TCP 80", new GatewayException(Reason.CONFLICT, "Taken."));
        assertEquals("Taken. UDP port 80 was closed again.", failure(router, BOTH).getMessage());
    }

    @Test
    void secondLostItsAnswer_nothingIsLeftOpen() {
        router.lostAnswers.put("map TCP 80", new GatewayException(Reason.UNREACHABLE, "Lost."));
        GatewayException failure = failure(router, BOTH);
        assertEquals(
                "Lost. UDP port 80 was closed again. TCP port 80 was closed again.",
                failure.getMessage());
        assertEquals(Set.of(), router.held.keySet());
    }

    @Test
    void secondLostItsAnswer_andTheRouterTellsNothing_theDoubtIsSaid() {
        router.lostAnswers.put("map TCP 80", new GatewayException(Reason.UNREACHABLE, "Lost."));
        ModelGateway mute =
                new ModelGateway(router) {
                    {
                        failures.putAll(router.failures);
                        lostAnswers.putAll(router.lostAnswers);
                    }

                    @Override
                    public MappingResult map(MappingRequest request)
                            throws GatewayException, InterruptedException {
                        failures.put(
                                "find TCP 80", new GatewayException(Reason.UNREACHABLE, "Off."));
                        return super.map(request);
                    }
                };
        GatewayException failure = failure(mute, BOTH);
        assertEquals(
                "Lost. UDP port 80 was closed again. TCP port 80 may be open already.",
                failure.getMessage());
        assertTrue(failure.advice().contains(Advice.LIST_MAPPINGS));
    }

    @Test
    void interrupted_nothingIsLeftOpen() {
        router.lostAnswers.put("map TCP 80", new InterruptedException());
        InterruptedException failure =
                assertThrows(
                        InterruptedException.class,
                        () -> MergedGatewayTest.merged(router).map(BOTH));
        assertEquals(
                "UDP port 80 was closed again. TCP port 80 was closed again.",
                failure.getMessage());
        assertEquals(Set.of(), router.held.keySet());
    }

    /** Quirk A20. */
    @Test
    void firstGoesWhenTheSecondComes_nothingIsLeftOpen() {
        ModelGateway narrow =
                new ModelGateway(router) {
                    @Override
                    public MappingResult map(MappingRequest request)
                            throws GatewayException, InterruptedException {
                        held.clear();
                        return super.map(request);
                    }
                };
        GatewayException failure = failure(narrow, BOTH);
        assertEquals(Reason.NOT_HELD, failure.reason());
        assertEquals(
                "The router dropped UDP port 80 when the other protocol was opened: it maps a port"
                    + " for one of them only. Use different ports. TCP port 80 was closed again.",
                failure.getMessage());
        assertEquals(Set.of(), narrow.held.keySet());
    }

    /** Quirk A20: TCP after UDP stands where UDP after TCP does not. */
    @Test
    void onARouterWhereUdpEndsTcp_bothAreOpened() throws Exception {
        ModelGateway ends =
                new ModelGateway(router) {
                    @Override
                    public MappingResult map(MappingRequest request)
                            throws GatewayException, InterruptedException {
                        if (request.protocols().contains(Protocol.UDP)) {
                            held.clear();
                        }
                        return super.map(request);
                    }
                };
        MergedGatewayTest.merged(ends).map(BOTH);
        assertEquals(Set.of(TCP_80, UDP_80), ends.held.keySet());
    }

    @Test
    void oneAloneIsNotLookedUpBefore() throws Exception {
        MergedGatewayTest.merged(router).map(MappingRequest.tcp(80));
        assertEquals(List.of("map TCP 80"), router.calls);
    }

    @Test
    void overAProtocolThatCannotLook_secondFails_firstIsClosedAgain() {
        bare.failures.put("map TCP 80", new GatewayException(Reason.NOT_AUTHORIZED, "No."));
        assertEquals("No. UDP port 80 was closed again.", failure(bare, BOTH).getMessage());
        assertEquals(List.of("map UDP 80", "map TCP 80", "unmap UDP 80"), bare.calls);
    }

    @Test
    void overAProtocolThatCannotLook_secondLostItsAnswer_nothingIsLeftOpen() {
        bare.lostAnswers.put("map TCP 80", new GatewayException(Reason.UNREACHABLE, "Lost."));
        assertEquals(
                "Lost. UDP port 80 was closed again. TCP port 80 was closed again.",
                failure(bare, BOTH).getMessage());
        assertEquals(Set.of(), bare.held.keySet());
    }

    @Test
    void overAProtocolThatCannotLook_whatWasOpenedHereBeforeStays() throws Exception {
        MergedGateway gateway = MergedGatewayTest.merged(bare);
        gateway.map(MappingRequest.udp(80));
        bare.failures.put("map TCP 80", new GatewayException(Reason.NOT_AUTHORIZED, "No."));
        assertThrows(GatewayException.class, () -> gateway.map(BOTH));
        assertEquals(Set.of(UDP_80), bare.held.keySet());
    }

    private static GatewayException failure(MergedGateway gateway, MappingRequest request) {
        return assertThrows(GatewayException.class, () -> gateway.map(request));
    }

    private static GatewayException failure(ModelGateway gateway, MappingRequest request) {
        return assertThrows(
                GatewayException.class, () -> MergedGatewayTest.merged(gateway).map(request));
    }
}
