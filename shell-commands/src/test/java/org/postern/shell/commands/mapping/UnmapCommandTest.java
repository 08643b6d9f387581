// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Protocol;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.TestTerminal;
import org.postern.shell.commands.output.Console.Environment;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.fakes.Fakes;

import java.util.List;

class UnmapCommandTest {
    private final TestTerminal terminal = new TestTerminal();
    private final ModelGateway gateway = terminal.gateway;

    @BeforeEach
    void openUdp() {
        gateway.holds(Fakes.mapping(Protocol.UDP, 80, "192.168.1.5"));
    }

    @Test
    void json_namesWhatIsClosed() {
        assertEquals(0, terminal.type("unmap", "80", "--json"));
        assertEquals(
                "[{\"protocol\":\"UDP\",\"externalPort\":80,\"family\":\"IPV4\"}]\n",
                terminal.out());
        assertTrue(gateway.held.isEmpty());
    }

    @Test
    void aCause_isToldOnce() {
        gateway.failures.put(
                "unmap TCP 80",
                Fakes.refusal(UpnpResult.NOT_AUTHORIZED, 606, "TCP: error 606. Look there."));
        gateway.failures.put(
                "unmap UDP 80",
                Fakes.refusal(UpnpResult.NOT_AUTHORIZED, 606, "UDP: error 606. Look there."));

        assertEquals(1, terminal.type("unmap", "80"));
        assertEquals("TCP: error 606. Look there. UDP: error 606.\n", terminal.err());
    }

    @Test
    void text_isASentence() {
        assertEquals(0, terminal.type("unmap", "80"));
        assertEquals("UDP port 80 is closed on My Router (192.168.1.1).\n", terminal.out());
    }

    @Test
    void notThere_is2() {
        assertEquals(2, terminal.type("unmap", "80", "--protocol", "tcp"));
        assertEquals("There is no TCP mapping.\n", terminal.err());
        assertEquals(1, gateway.held.size());
    }

    @Test
    void both_oneIsEnough() {
        assertEquals(0, terminal.type("unmap", "80", "--protocol", "BOTH"));
        assertEquals("Note: There is no TCP mapping.\n", terminal.err());
        assertTrue(gateway.held.isEmpty());
    }

    @Test
    void both_noneIs2() {
        gateway.held.clear();

        assertEquals(2, terminal.type("unmap", "80", "--protocol", "BOTH"));
        assertEquals(
                List.of("find TCP 80", "unmap TCP 80", "find UDP 80", "unmap UDP 80"),
                gateway.calls);
    }

    @Test
    void both_refusedOne_theOtherIsClosedAndSaid() {
        gateway.failures.put("unmap TCP 80", Fakes.failure(UpnpResult.NOT_AUTHORIZED, "No."));

        assertEquals(1, terminal.type("unmap", "80", "--protocol", "BOTH"));
        assertEquals("No. UDP port 80 is closed on My Router (192.168.1.1).\n", terminal.err());
        assertTrue(gateway.held.isEmpty());
    }

    @Test
    void both_aRefusalCountsMoreThanWhatIsNotThere() {
        gateway.failures.put("unmap UDP 80", Fakes.failure(UpnpResult.NOT_AUTHORIZED, "No."));

        assertEquals(1, terminal.type("unmap", "80", "--protocol", "BOTH"));
        assertEquals("No. There is no TCP mapping.\n", terminal.err());
    }

    @Test
    void range_closesThisMachinesPorts_andNamesEach() {
        gateway.holds(Fakes.mapping(Protocol.UDP, 82, "192.168.1.5"));
        gateway.holds(Fakes.mapping(Protocol.UDP, 83, "192.168.1.9"));

        assertEquals(0, terminal.type("unmap", "80-90/udp", "--json"));
        assertEquals(
                "[{\"protocol\":\"UDP\",\"externalPort\":80,\"family\":\"IPV4\"},"
                        + "{\"protocol\":\"UDP\",\"externalPort\":82,\"family\":\"IPV4\"}]\n",
                terminal.out());
        assertEquals(List.of("unmapRange UDP 80 90"), gateway.calls);
        assertEquals(1, gateway.held.size());
    }

    @Test
    void range_ofBothProtocols_oneIsEnough() {
        assertEquals(0, terminal.type("unmap", "80-90", "--protocol", "BOTH"));
        assertEquals("UDP port 80 is closed on My Router (192.168.1.1).\n", terminal.out());
        assertEquals("Note: There is no TCP mapping.\n", terminal.err());
    }

    @Test
    void range_ofOnePort_isThatPort() {
        assertEquals(0, terminal.type("unmap", "80-80", "--protocol", "udp"));
        assertEquals(List.of("find UDP 80", "unmap UDP 80"), gateway.calls);
    }

    @Test
    void withoutAProtocol_whateverIsOpenThereIsClosed() {
        gateway.holds(Fakes.mapping(Protocol.TCP, 80, "192.168.1.5"));
        gateway.holds(Fakes.mapping(Protocol.TCP, 81, "192.168.1.5"));

        assertEquals(0, terminal.type("unmap", "80,81"));
        assertEquals(List.of(), gateway.open());
        assertEquals("", terminal.err());
    }

    @Test
    void severalPorts_eachWithItsProtocol() {
        gateway.holds(Fakes.mapping(Protocol.TCP, 80, "192.168.1.5"));
        gateway.holds(Fakes.mapping(Protocol.TCP, 443, "192.168.1.5"));

        assertEquals(0, terminal.type("unmap", "80/tcp", "443"));
        assertEquals(List.of("UDP 80"), gateway.open());
    }

    @Test
    void withoutAProtocol_nothingThere_is2() {
        assertEquals(2, terminal.type("unmap", "82"));
        assertEquals(
                "Nothing of this machine is open at port 82 on My Router (192.168.1.1). 'mappings'"
                        + " lists what the router discloses.\n",
                terminal.err());
    }

    @Test
    void withoutAProtocol_anotherMachinesPortStaysOpen() {
        gateway.holds(Fakes.mapping(Protocol.TCP, 82, "192.168.1.9"));

        assertEquals(13, terminal.type("unmap", "82"));
        assertEquals(List.of("TCP 82", "UDP 80"), gateway.open());
        assertEquals(
                "TCP port 82 on My Router (192.168.1.1) belongs to another machine, 192.168.1.9"
                        + " ('test'); to close it all the same, add --client 192.168.1.9.\n",
                terminal.err());
    }

    @Test
    void withAProtocol_anotherMachinesPortIsClosed_andNamed() {
        gateway.holds(Fakes.mapping(Protocol.TCP, 82, "192.168.1.9"));

        assertEquals(0, terminal.type("unmap", "82/tcp"));
        assertEquals(List.of("UDP 80"), gateway.open());
        assertEquals(
                "Note: TCP port 82 led to another machine, 192.168.1.9 ('test').\n",
                terminal.err());
    }

    @Test
    void refused_isTheRoutersReason_withItsCode() {
        gateway.failures.put("unmap UDP 80", Fakes.refusal(UpnpResult.NOT_AUTHORIZED, 606, "No."));

        assertEquals(1, terminal.type("unmap", "80/udp", "--json"));
        assertTrue(terminal.out().contains("\"upnpErrorCode\":606"), terminal.out());
        assertEquals("No.\n", terminal.err());
    }

    @Test
    void keptPort_isClosedWithAWarning() {
        terminal.environment = Environment.SHELL;
        terminal.keeper.add(Fakes.request(Protocol.UDP, 80), "configuration udp-80");

        assertEquals(0, terminal.type("unmap", "80"));
        assertEquals(
                "Warning: UDP port 80 is kept here (configuration udp-80) and will be opened again;"
                        + " 'release 80' closes it for good.\n",
                terminal.err());
    }

    @Test
    void portThatAProgramKeepsAtAnotherNumber_isClosedWithAWarning() {
        terminal.environment = Environment.SHELL;
        terminal.keeper
                .add(Fakes.request(Protocol.UDP, 79), "bundle game")
                .open(Fakes.openPort(Protocol.UDP, 80));

        assertEquals(0, terminal.type("unmap", "80"));
        assertEquals(
                "Warning: UDP port 79 is kept here (bundle game) and will be opened again until its"
                        + " program releases it.\n",
                terminal.err());
    }
}
