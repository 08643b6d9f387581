// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.LinkProperties;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Traffic;
import org.postern.api.gateway.WanStatus;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.TestTerminal;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.fakes.Fakes;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The commands that only ask: address, mappings, gateway. */
class ListingCommandsTest {
    private static final String FACTS_OF_THE_DESCRIPTION =
            "{\"gateway\":\"http://192.168.1.1:5000/rootDesc.xml\",\"name\":\"My Router\","
                    + "\"manufacturer\":\"Maker\",\"modelName\":\"Model 1\",\"udn\":\"uuid:6f1a\","
                    + "\"address\":\"192.168.1.1\",\"localAddress\":\"192.168.1.5\","
                    + "\"controlProtocol\":\"upnp\",\"controlProtocols\":[\"upnp\"],"
                    + "\"descriptionUrl\":\"http://192.168.1.1:5000/rootDesc.xml\","
                    + "\"controlUrl\":\"http://192.168.1.1:5000/ctl\","
                    + "\"serviceType\":\"urn:schemas-upnp-org:service:WANIPConnection:1\","
                    + "\"reason\":\"It is the only one.\",";

    private final TestTerminal terminal = new TestTerminal();
    private final ModelGateway gateway = terminal.gateway;

    @Test
    void address_isAloneOnItsLine() {
        terminal.warnings = List.of("It is a private one.");

        assertEquals(0, terminal.type("address"));
        assertEquals("203.0.113.7\n", terminal.out());
        assertEquals("Warning: It is a private one.\n", terminal.err());
    }

    @Test
    void address_asJson() {
        assertEquals(0, terminal.type("address", "--json"));
        assertEquals(
                "{\"address\":\"203.0.113.7\","
                        + "\"gateway\":\"http://192.168.1.1:5000/rootDesc.xml\"}\n",
                terminal.out());
    }

    @Test
    void address_noneNow() {
        gateway.failures.put(
                "externalAddress", Fakes.failure(UpnpResult.ACTION_FAILED, "It has none."));

        assertEquals(5, terminal.type("address"));
        assertEquals("It has none.\n", terminal.err());
    }

    @Test
    void mappings_asJson() {
        gateway.holds(Fakes.mapping(Protocol.TCP, 80, "127.0.0.1"));
        gateway.holds(
                new PortMapping(
                        Protocol.UDP,
                        9,
                        Fakes.address("192.0.2.77"),
                        10,
                        "",
                        false,
                        Duration.ZERO,
                        "198.51.100.1"));

        assertEquals(0, terminal.type("mappings", "--json"));
        assertEquals(
                "[{\"protocol\":\"TCP\",\"externalPort\":80,\"internalClient\":\"127.0.0.1\",\"internalPort\":80,\"description\":\"test\",\"enabled\":true,\"leaseSeconds\":3600,\"remoteHost\":\"\",\"ours\":true,\"remembered\":false},{\"protocol\":\"UDP\",\"externalPort\":9,\"internalClient\":\"192.0.2.77\",\"internalPort\":10,\"description\":\"\",\"enabled\":false,\"leaseSeconds\":0,\"remoteHost\":\"198.51.100.1\",\"ours\":false,\"remembered\":false}]\n",
                terminal.out());
    }

    @Test
    void mappings_ofARouterWithoutAList_areSaidToBeOurs() {
        gateway.capabilities.remove(Capability.LIST);
        gateway.holds(Fakes.mapping(Protocol.TCP, 80, "127.0.0.1"));

        assertEquals(0, terminal.type("mappings", "--json"));
        assertTrue(terminal.err().contains("no list"), terminal.err());
        assertTrue(terminal.out().startsWith("[{"), terminal.out());
        assertTrue(terminal.out().contains("\"remembered\":true"), terminal.out());
    }

    @Test
    void mappings_asTable() {
        gateway.holds(Fakes.mapping(Protocol.TCP, 80, "127.0.0.1"));
        gateway.holds(Fakes.mapping(Protocol.UDP, 51413, "192.0.2.77"));

        assertEquals(0, terminal.type("mappings"));
        assertEquals(
                List.of(
                        "Protocol   Port  Leads to          Ours  Lease  On   From "
                                + " Description",
                        "TCP          80  127.0.0.1:80      yes   1 h    yes  any   test",
                        "UDP       51413  192.0.2.77:51413  no    1 h    yes  any   test"),
                terminal.out().lines().toList());
    }

    /** Quirk A47. */
    @Test
    void mappings_withALeaseThatIsNotTold() {
        gateway.holds(Fakes.mapping(Protocol.TCP, 80, "127.0.0.1").withUnknownLease(Duration.ZERO));

        assertEquals(0, terminal.type("mappings"));
        assertEquals(
                "TCP         80  127.0.0.1:80  yes   unknown  yes  any   test",
                terminal.out().lines().skip(1).findFirst().orElseThrow());

        TestTerminal json = new TestTerminal(gateway);
        assertEquals(0, json.type("mappings", "--json"));
        assertTrue(json.out().contains("\"leaseSeconds\":null,"), json.out());
    }

    @Test
    void mappings_ofARouterWithoutAList_mayBeOpen() {
        gateway.capabilities.remove(Capability.LIST);
        gateway.holds(Fakes.mapping(Protocol.TCP, 80, "127.0.0.1").withUnknownLease(Duration.ZERO));

        assertEquals(0, terminal.type("mappings"));
        assertTrue(terminal.err().endsWith(": the port may be open.\n"), terminal.err());
    }

    @Test
    void mappings_none() {
        assertEquals(0, terminal.type("mappings"));
        assertEquals("My Router (192.168.1.1) discloses no mappings.\n", terminal.out());
        TestTerminal other = new TestTerminal();
        assertEquals(0, other.type("mappings", "--json"));
        assertEquals("[]\n", other.out());
    }

    @Test
    void gateway_thatTellsNothing_asJson() {
        gateway.failures.put(
                "externalAddress", Fakes.failure(UpnpResult.ACTION_FAILED, "It has none."));

        assertEquals(0, terminal.type("gateway", "--json"));
        assertEquals(
                FACTS_OF_THE_DESCRIPTION
                        + "\"warnings\":[],\"passedOver\":[],\"connected\":null,\"wanStatus\":null,"
                        + "\"lastError\":null,\"uptimeSeconds\":null,\"connectionType\":null,"
                        + "\"externalAddress\":null,\"accessType\":null,\"linkStatus\":null,"
                        + "\"upstreamBitsPerSecond\":null,\"downstreamBitsPerSecond\":null,"
                        + "\"bytesSent\":null,\"bytesReceived\":null,\"packetsSent\":null,"
                        + "\"packetsReceived\":null}\n",
                terminal.out());
        assertEquals("", terminal.err());
    }

    @Test
    void gateway_thatTellsAll_asJson() {
        tellAll();

        assertEquals(0, terminal.type("gateway", "--json"));
        assertEquals(
                FACTS_OF_THE_DESCRIPTION
                        + "\"warnings\":[],\"passedOver\":[],\"connected\":true,\"wanStatus\":\"Connected\",\"lastError\":\"ERROR_NONE\",\"uptimeSeconds\":90061,\"connectionType\":\"IP_Routed\",\"externalAddress\":\"203.0.113.7\",\"accessType\":\"Cable\",\"linkStatus\":\"Up\",\"upstreamBitsPerSecond\":50000000,\"downstreamBitsPerSecond\":null,\"bytesSent\":1234567,\"bytesReceived\":null,\"packetsSent\":3,\"packetsReceived\":4}\n",
                terminal.out());
    }

    @Test
    void gateway_asText_leavesOutWhatIsNotKnown() {
        tellAll();

        assertEquals(0, terminal.type("gateway"));
        assertEquals(
                List.of(
                        "Name              My Router",
                        "Model             Maker Model 1",
                        "Address           192.168.1.1",
                        "This machine      192.168.1.5",
                        "Why this one      It is the only one.",
                        "Status            Connected",
                        "Up for            1 d 1 h",
                        "Connection        IP_Routed",
                        "External address  203.0.113.7",
                        "Link              Cable, link up, 50 Mbit/s up",
                        "Traffic           1.2 MB sent",
                        "Protocols         upnp",
                        "Service           urn:schemas-upnp-org:service:WANIPConnection:1",
                        "Description URL   http://192.168.1.1:5000/rootDesc.xml",
                        "Control URL       http://192.168.1.1:5000/ctl",
                        "UDN               uuid:6f1a"),
                terminal.out().lines().toList());
    }

    @Test
    void gateway_tellsWhatElseIsThere() {
        terminal.passedOver = List.of("Old router: it is off.", "WANPPPConnection: it hangs.");

        assertEquals(0, terminal.type("gateway"));
        assertTrue(terminal.out().matches("(?s).*\nNot used +Old router: it is off\\.\n.*"));
        TestTerminal other = new TestTerminal();
        other.passedOver = List.of("Old router: it is off.");
        assertEquals(0, other.type("gateway", "--json"));
        assertTrue(other.out().contains("\"passedOver\":[\"Old router: it is off.\"]"));
    }

    @Test
    void gateway_thatIsGone_isNotAskedOnAndOn() {
        List<String> facts = List.of("externalAddress", "link", "status", "traffic");
        for (String each : facts) {
            gateway.failures.put(each, Fakes.failure(UpnpResult.SOCKET_ERROR, "Gone."));
        }

        assertEquals(0, terminal.type("gateway"));
        assertEquals(facts, gateway.calls.stream().sorted().toList());
        assertTrue(terminal.out().contains("My Router"));
    }

    private void tellAll() {
        gateway.status =
                Optional.of(
                        new WanStatus(
                                true,
                                "Connected",
                                "ERROR_NONE",
                                Optional.of(Duration.ofSeconds(90061)),
                                "IP_Routed"));
        gateway.link = Optional.of(new LinkProperties("Cable", 50_000_000, 0, "Up"));
        gateway.traffic =
                Optional.of(
                        new Traffic(
                                OptionalLong.of(1_234_567),
                                OptionalLong.empty(),
                                OptionalLong.of(3),
                                OptionalLong.of(4)));
    }
}
