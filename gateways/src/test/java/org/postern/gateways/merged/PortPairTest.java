// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.ControlCode;
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
import java.util.Optional;
import java.util.Set;

/** TCP and UDP on one port, all or nothing. */
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
        GatewayException failure = failure(router, BOTH);
        assertTrue(failure.getMessage().contains("UDP port 80 was open before"));
        assertEquals(Set.of(UDP_80), router.held.keySet());
        assertFalse(router.calls.contains("unmap UDP 80"));
    }

    @Test
    void secondFailsAndTheRouterNeverToldWhatStood_nothingIsClosed() {
        router.failures.put("find UDP 80", new GatewayException(Reason.INVALID_ARGUMENT, "What?"));
        router.failures.put("map TCP 80", new GatewayException(Reason.FAILED, "No."));
        assertTrue(failure(router, BOTH).getMessage().contains("stays open"));
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
        assertTrue(failure.getMessage().contains("TCP port 80 may be open already"));
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
        assertTrue(failure.getMessage().contains("let go of UDP port 80"), failure.getMessage());
        assertTrue(failure.getMessage().endsWith("TCP port 80 was closed again."));
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
    void anyPort_whatWasNeverAskedForIsNotClosed() {
        router.portOffset = 3;
        router.holds(PortKey.tcp(83), "192.168.1.5");
        router.failures.put("find TCP 83", new GatewayException(Reason.UNREACHABLE, "Lost."));
        GatewayException failure = failure(router, BOTH.anyPort());
        assertEquals("Lost. UDP port 83 was closed again.", failure.getMessage());
        assertEquals(Set.of(PortKey.tcp(83)), router.held.keySet());
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
        assertTrue(failure.getMessage().contains("UDP port 83 could not be closed again: Off."));
        assertEquals(Set.of(PortKey.udp(83)), router.held.keySet());
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
        assertTrue(failure(gateway, BOTH).getMessage().contains("UDP port 80 was open before"));
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
        gateway.protocols().join(new ProtocolGateway("other", router));
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
