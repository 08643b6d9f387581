// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Protocol;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.TestTerminal;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.fakes.Fakes;

import java.util.List;

/** {@code --client} of {@code map}, {@code keep} and {@code unmap}. */
class ClientOptionTest {
    private static final String OTHER = "192.168.1.9";

    private final TestTerminal terminal = new TestTerminal();
    private final ModelGateway gateway = terminal.gateway;

    private List<String> held() {
        return gateway.held.values().stream()
                .map(
                        each ->
                                each.key().protocol()
                                        + " "
                                        + each.externalPort()
                                        + " to "
                                        + each.internalClient().getHostAddress()
                                        + ":"
                                        + each.internalPort())
                .toList();
    }

    @Test
    void map_opensThePortOfTheHost_andTellsWhereItLeads() {
        assertEquals(0, terminal.type("map", "8080", "80", "--client", OTHER, "--protocol", "tcp"));
        assertEquals(List.of("TCP 8080 to 192.168.1.9:80"), held());
        assertTrue(terminal.out().contains("192.168.1.9:80"), terminal.out());
    }

    @Test
    void map_json_namesTheClient() {
        assertEquals(0, terminal.type("map", "8080/tcp", "--client", OTHER, "--json"));
        assertTrue(terminal.out().contains("\"internalClient\":\"192.168.1.9\""), terminal.out());
    }

    @Test
    void map_rangeOfBothProtocols() {
        assertEquals(0, terminal.type("map", "80-81", "--client", OTHER, "--protocol", "both"));
        assertEquals(4, held().size());
        assertTrue(held().stream().allMatch(each -> each.contains("to 192.168.1.9:8")));
    }

    @Test
    void map_thisMachinesOwnAddress_isTheSameAsNone() {
        gateway.capabilities.remove(Capability.OTHER_CLIENT);

        assertEquals(0, terminal.type("map", "80/tcp", "--client", "192.168.1.5"));
        assertEquals(List.of("TCP 80 to 192.168.1.5:80"), held());
    }

    @Test
    void map_whereNoProtocolCanDoThat_failsWithASentence() {
        gateway.capabilities.remove(Capability.OTHER_CLIENT);

        assertEquals(5, terminal.type("map", "80/tcp", "--client", OTHER));
        assertEquals(
                "My Router at 192.168.1.1 cannot open ports to other machines than this one.\n",
                terminal.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "fd00::9; cannot be a client: routers map ports to IPv4 addresses only.",
                "nas.local; cannot be a client: use the IPv4 address of the host, such as"
                        + " 192.168.1.9.",
                "192.168.1.300; is no IPv4 address such as 192.168.1.9.",
                "192.168.1; is no IPv4 address such as 192.168.1.9.",
                "''; is no IPv4 address such as 192.168.1.9."
            })
    void whatIsNoIpv4Address_isOneSentence(String text, String sentence) {
        for (String command : List.of("map", "keep", "unmap")) {
            TestTerminal other = new TestTerminal();
            assertEquals(
                    UpnpResult.INVALID_PARAM.code(),
                    other.type(command, "80/tcp", "--client", text));
            assertEquals("'" + text + "' " + sentence + "\n", other.err());
            assertEquals(List.of(), other.gateway.calls);
        }
    }

    @Test
    void loopback_isOneSentence() {
        assertEquals(22, terminal.type("map", "80/tcp", "--client", "127.0.0.1"));
        assertTrue(terminal.err().startsWith("A port cannot lead to 127.0.0.1: "), terminal.err());
    }

    @Test
    void unmap_closesWhatMapOpened_overBothProtocols() {
        assertEquals(0, terminal.type("map", "80", "--client", OTHER, "--protocol", "both"));

        assertEquals(0, terminal.type("unmap", "80", "--client", OTHER));
        assertEquals(List.of(), held());
    }

    @Test
    void unmap_leavesWhatLeadsElsewhere() {
        gateway.holds(Fakes.mapping(Protocol.TCP, 80, "192.168.1.5"));
        gateway.holds(Fakes.mapping(Protocol.UDP, 80, OTHER));

        assertEquals(0, terminal.type("unmap", "80", "--client", OTHER));
        assertEquals(List.of("TCP 80"), gateway.open());
        assertEquals(2, terminal.type("unmap", "80", "--client", OTHER));
        assertTrue(
                terminal.err().contains("Nothing of 192.168.1.9 is open at port 80"),
                terminal.err());
    }

    @Test
    void unmap_withAProtocol_saysWhereThePortLeads() {
        gateway.holds(Fakes.mapping(Protocol.TCP, 80, "192.168.1.5"));

        assertEquals(2, terminal.type("unmap", "80/tcp", "--client", OTHER));
        assertEquals(
                "TCP port 80 on My Router (192.168.1.1) leads to 192.168.1.5 ('test'), not to"
                        + " 192.168.1.9.\n",
                terminal.err());
        assertEquals(1, gateway.held.size());
    }

    @Test
    void unmap_ofARange_closesThoseOfTheHost() {
        gateway.holds(Fakes.mapping(Protocol.TCP, 79, OTHER));
        gateway.holds(Fakes.mapping(Protocol.TCP, 80, OTHER));
        gateway.holds(Fakes.mapping(Protocol.TCP, 81, "192.168.1.5"));
        gateway.holds(Fakes.mapping(Protocol.TCP, 82, OTHER));
        gateway.holds(Fakes.mapping(Protocol.UDP, 82, OTHER));

        assertEquals(0, terminal.type("unmap", "80-90/tcp", "--client", OTHER, "--json"));
        assertEquals(
                "[{\"protocol\":\"TCP\",\"externalPort\":80,\"family\":\"IPV4\"},"
                        + "{\"protocol\":\"TCP\",\"externalPort\":82,\"family\":\"IPV4\"}]\n",
                terminal.out());
        assertEquals(List.of("TCP 79", "TCP 81", "UDP 82"), gateway.open());
    }

    @Test
    void unmap_ofARangeWithout_is2() {
        assertEquals(2, terminal.type("unmap", "80-90/tcp", "--client", OTHER));
        assertEquals(
                "My Router (192.168.1.1) lists no TCP port from 80 to 90 that leads to"
                        + " 192.168.1.9.\n",
                terminal.err());
    }
}
