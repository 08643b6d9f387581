// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.TestTerminal;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.fakes.Fakes;

import java.util.List;

class MapCommandTest {
    private final TestTerminal terminal = new TestTerminal();
    private final ModelGateway gateway = terminal.gateway;

    @Test
    void json_tellsWhatTheRouterHolds() {
        terminal.warnings = List.of("The address is private.");
        gateway.notes = List.of("The lease was changed.");

        assertEquals(
                0,
                terminal.type(
                        "map",
                        "8080",
                        "80",
                        "--protocol",
                        "udp",
                        "--description",
                        "web",
                        "--duration",
                        "3600",
                        "--json"));
        assertEquals(
                "[{\"gateway\":\"http://192.168.1.1:5000/rootDesc.xml\","
                        + "\"externalAddress\":\"203.0.113.7\",\"protocol\":\"UDP\","
                        + "\"externalPort\":8080,\"internalClient\":\"192.168.1.5\","
                        + "\"internalPort\":80,\"description\":\"web\",\"leaseSeconds\":3600,"
                        + "\"notes\":[\"The address is private.\",\"The lease was changed.\"]}]\n",
                terminal.out());
        assertEquals("Warning: The address is private.\n", terminal.err());
    }

    @Test
    void text_isATable() {
        gateway.notes = List.of("The lease was changed.");

        assertEquals(0, terminal.type("map", "8080", "80", "--protocol", "both"));
        assertEquals(
                List.of(
                        "Open on My Router (192.168.1.1):",
                        "Protocol  Open at           Leads to        Lease      Description",
                        "TCP       203.0.113.7:8080  192.168.1.5:80  permanent",
                        "UDP       203.0.113.7:8080  192.168.1.5:80  permanent"),
                terminal.out().lines().toList());
        assertEquals("Note: The lease was changed.\n", terminal.err());
    }

    /** Quirk A47: neither the one that was asked for nor a permanent one. */
    @Test
    void leaseThatIsNotTold_isUnknown() {
        ModelGateway untold =
                new ModelGateway(Fakes.info()) {
                    @Override
                    public MappingResult map(MappingRequest request)
                            throws GatewayException, InterruptedException {
                        PortMapping held = super.map(request).mapping();
                        return MappingResult.of(held.withUnknownLease(held.lease()), List.of());
                    }
                };

        TestTerminal text = new TestTerminal(untold);
        assertEquals(0, text.type("map", "8080/udp", "--duration", "3600"));
        assertEquals(
                "UDP       203.0.113.7:8080  192.168.1.5:8080  unknown",
                text.out().lines().skip(2).findFirst().orElseThrow());

        TestTerminal json = new TestTerminal(untold);
        assertEquals(0, json.type("map", "8080/udp", "--duration", "3600", "--json"));
        assertTrue(json.out().contains("\"leaseSeconds\":null,"), json.out());
    }

    @Test
    void withoutAnExternalAddress_thePortIsOpenAllTheSame() {
        gateway.failures.put(
                "externalAddress", Fakes.failure(UpnpResult.ACTION_FAILED, "It has none."));

        assertEquals(0, terminal.type("map", "8080/udp", "--json"));
        assertTrue(terminal.out().contains("\"externalAddress\":null"), terminal.out());
        assertTrue(
                terminal.out()
                        .contains(
                                "\"notes\":[\"The external address is not known: It has none.\"]"));
        assertEquals(1, gateway.held.size());
    }

    @Test
    void both_secondFails_firstIsClosedAgain() {
        gateway.failures.put("map TCP 80", Fakes.refusal(UpnpResult.NOT_AUTHORIZED, 606, "No."));

        assertEquals(1, terminal.type("map", "80", "--protocol", "BOTH", "--json"));
        assertTrue(gateway.held.isEmpty());
        assertEquals(
                "No. UDP port 80 was closed again. 'postern doctor 80 --protocol TCP' tells why.\n",
                terminal.err());
        assertTrue(terminal.out().contains("\"upnpErrorCode\":606,"), terminal.out());
    }

    @Test
    void both_secondFails_whatStoodBeforeStays() {
        gateway.holds(Fakes.mapping(Protocol.UDP, 80, "192.168.1.5"));
        gateway.failures.put("map TCP 80", Fakes.failure(UpnpResult.ACTION_FAILED, "No."));

        assertEquals(5, terminal.type("map", "80", "--protocol", "BOTH"));
        assertEquals(1, gateway.held.size());
        assertFalse(gateway.calls.contains("unmap UDP 80"));
    }

    @Test
    void both_secondFailsAndTheRouterNeverToldWhatStood_nothingIsClosed() {
        gateway.failures.put("find UDP 80", Fakes.failure(UpnpResult.INVALID_ARGS, "What?"));
        gateway.failures.put("map TCP 80", Fakes.failure(UpnpResult.ACTION_FAILED, "No."));

        assertEquals(5, terminal.type("map", "80", "--protocol", "BOTH"));
        assertFalse(gateway.calls.contains("unmap UDP 80"));
    }

    @Test
    void both_firstFails_secondIsNotTried() {
        gateway.failures.put("map UDP 80", Fakes.failure(UpnpResult.ACTION_FAILED, "No."));

        assertEquals(5, terminal.type("map", "80", "--protocol", "BOTH"));
        assertFalse(gateway.calls.contains("map TCP 80"));
        assertEquals("No.\n", terminal.err());
    }

    @Test
    void both_closingAgainFails_isSaid() {
        gateway.failures.put("map TCP 80", Fakes.failure(UpnpResult.ACTION_FAILED, "No."));
        gateway.failures.put("unmap UDP 80", Fakes.failure(UpnpResult.SOCKET_ERROR, "Gone."));

        assertEquals(5, terminal.type("map", "80", "--protocol", "BOTH"));
        assertEquals("No. UDP port 80 could not be closed again: Gone.\n", terminal.err());
    }

    @Test
    void both_anyPort_freeForOneProtocolOnly_bothMoveOn() {
        gateway.failures.put(
                "map TCP 80", Fakes.failure(UpnpResult.CONFLICT_WITH_OTHER_MAPPING, "Taken."));

        assertEquals(0, terminal.type("map", "80", "--protocol", "BOTH", "--any-port", "--json"));
        assertEquals(
                List.of("UDP 81 to 80", "TCP 81 to 80"),
                gateway.held.values().stream()
                        .map(
                                each ->
                                        each.protocol()
                                                + " "
                                                + each.externalPort()
                                                + " to "
                                                + each.internalPort())
                        .toList());
        assertTrue(terminal.out().contains("Port 80 is not free; 81"), terminal.out());
    }

    @Test
    void both_secondLostItsAnswer_nothingIsLeftOpen() {
        gateway.lostAnswers.put("map TCP 80", Fakes.failure(UpnpResult.SOCKET_ERROR, "Lost."));

        assertEquals(24, terminal.type("map", "80", "--protocol", "BOTH"));
        assertEquals(List.of(), gateway.open());
    }

    @Test
    void both_interrupted_nothingIsLeftOpen() {
        ModelGateway slow =
                new ModelGateway(Fakes.info()) {
                    @Override
                    public MappingResult map(MappingRequest request)
                            throws GatewayException, InterruptedException {
                        MappingResult result = super.map(request);
                        if (request.keys().get(0).protocol() == Protocol.TCP) {
                            throw new InterruptedException();
                        }
                        return result;
                    }
                };
        TestTerminal other = new TestTerminal(slow);

        assertEquals(130, other.type("map", "80", "--protocol", "BOTH"));
        assertTrue(slow.held.isEmpty());
        assertEquals(
                "Interrupted. UDP port 80 was closed again. TCP port 80 was closed again."
                        + " 'mappings' shows what is open, 'unmap' closes it.\n",
                other.err());
    }

    @Test
    void one_interrupted_theDoubtIsSaid() {
        gateway.failures.put("map UDP 80", new InterruptedException());

        assertEquals(130, terminal.type("map", "80"));
        assertEquals(
                "Interrupted. UDP port 80 may be open already. 'mappings' shows what is open,"
                        + " 'unmap' closes it.\n",
                terminal.err());
    }

    /** Quirk A20. */
    @Test
    void both_firstGoesWhenTheSecondComes_nothingIsLeftOpen() {
        ModelGateway narrow =
                new ModelGateway(Fakes.info()) {
                    @Override
                    public MappingResult map(MappingRequest request)
                            throws GatewayException, InterruptedException {
                        held.clear();
                        return super.map(request);
                    }
                };
        TestTerminal other = new TestTerminal(narrow);

        assertEquals(5, other.type("map", "80", "--protocol", "BOTH"));
        assertTrue(narrow.held.isEmpty());
    }

    @Test
    void both_anyPort_theSecondFollowsTheFirst() {
        gateway.portOffset = 3;
        gateway.failures.put("find UDP 80", Fakes.failure(UpnpResult.INVALID_ARGS, "What?"));

        assertEquals(0, terminal.type("map", "80", "--protocol", "BOTH", "--any-port"));
        assertTrue(gateway.calls.contains("map TCP 83"), gateway.calls.toString());
        assertEquals(80, gateway.held.get(PortKey.tcp(83)).internalPort());
    }

    /** Quirk A20: TCP after UDP stands where UDP after TCP does not. */
    @Test
    void both_onARouterWhereUdpEndsTcp_areOpened_andToldInTheUsualOrder() {
        ModelGateway ends =
                new ModelGateway(Fakes.info()) {
                    @Override
                    public MappingResult map(MappingRequest request)
                            throws GatewayException, InterruptedException {
                        if (request.keys().get(0).protocol() == Protocol.UDP) {
                            held.remove(PortKey.tcp(request.externalPort()));
                        }
                        return super.map(request);
                    }
                };
        TestTerminal other = new TestTerminal(ends);

        assertEquals(0, other.type("map", "80", "--protocol", "BOTH", "--json"));
        assertEquals(2, ends.held.size());
        assertTrue(other.out().indexOf("\"TCP\"") < other.out().indexOf("\"UDP\""), other.out());
    }

    @Test
    void one_isNotLookedUpBefore() {
        assertEquals(0, terminal.type("map", "80", "--protocol", "TCP"));
        assertEquals(List.of("externalAddress", "map TCP 80"), gateway.calls);
    }
}
