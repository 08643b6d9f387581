// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.TestTerminal;
import org.postern.shell.commands.output.Console.Environment;
import org.postern.testkit.FirewallGateway;
import org.postern.testkit.ModelFirewall;
import org.postern.testkit.fakes.Fakes;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@code --family} of {@code map}, {@code unmap} and {@code mappings}. */
class FamilyTest {
    private final ModelFirewall firewall = new ModelFirewall("upnp", new CopyOnWriteArrayList<>());
    private final FirewallGateway gateway =
            new FirewallGateway(Fakes.info(), EnumSet.allOf(Capability.class), firewall);
    private final TestTerminal terminal = new TestTerminal(gateway);

    private List<String> pinholes() {
        return firewall.opened.stream()
                .map(
                        each ->
                                each.protocol()
                                        + " "
                                        + each.port()
                                        + " to "
                                        + each.client().getHostAddress()
                                        + " for "
                                        + each.lease())
                .toList();
    }

    @Test
    void map_opensOverIpv4Alone_unlessToldOtherwise() {
        assertEquals(0, terminal.type("map", "8080/tcp"));
        assertEquals(List.of("TCP 8080"), gateway.open());
        assertEquals(List.of(), firewall.calls);
    }

    /** Users take --ipv6 for a port over IPv6. */
    @Test
    void map_searchedForOverIpv6_saysThatAMappingIsForIpv4() {
        assertEquals(0, terminal.type("map", "8080/tcp", "--ipv6"));
        assertEquals(
                "Note: --ipv6 only says how the router is searched for: a mapping is for IPv4."
                        + " --family ipv6 opens the port over IPv6.\n",
                terminal.err());
        assertEquals(0, terminal.type("map", "8080/tcp", "--ipv6", "--family", "ipv6"));
        assertFalse(terminal.err().substring(130).contains("--ipv6"), terminal.err());
    }

    @Test
    void map_searchedForOverIpv6InVain_saysThatAMappingIsForIpv4() {
        gateway.failures.put(
                "map TCP 8080",
                Fakes.refusal(UpnpResult.INVALID_ARGS, 402, "No.").advising(Advice.OPEN_PINHOLE));

        assertEquals(20, terminal.type("map", "8080/tcp", "--ipv6"));
        assertEquals(
                "No. --ipv6 only says how the router is searched for: a mapping is for IPv4."
                        + " --family ipv6 opens the port over IPv6. 'postern doctor 8080 --protocol"
                        + " TCP' tells why.\n",
                terminal.err());
    }

    @Test
    void map_overIpv6_opensToAnAddressOfThisMachine_forAnHour() {
        firewall.notes = List.of("Outgoing connections use another address.");
        assertEquals(0, terminal.type("map", "8080/tcp", "--family", "ipv6"));
        assertEquals(List.of("TCP 8080 to 2001:db8:0:0:0:0:0:5 for PT1H"), pinholes());
        assertEquals(List.of(), gateway.open());
        assertFalse(gateway.calls.contains("externalAddress"), gateway.calls::toString);
        assertTrue(terminal.out().contains("[2001:db8::5]:8080"), terminal.out());
        assertTrue(terminal.err().contains("Outgoing connections"), terminal.err());
        assertTrue(terminal.err().contains("as far as the router tells"), terminal.err());
    }

    @Test
    void map_overBoth_opensTheInternalPortOverIpv6() {
        assertEquals(
                0,
                terminal.type(
                        "map", "80", "8080", "--protocol", "both", "--family", "both", "--json"));
        assertEquals(List.of("TCP 80", "UDP 80"), gateway.open());
        assertEquals(
                List.of(
                        "TCP 8080 to 2001:db8:0:0:0:0:0:5 for PT1H",
                        "UDP 8080 to 2001:db8:0:0:0:0:0:5 for PT1H"),
                pinholes());
        assertTrue(
                terminal.out()
                        .contains(
                                "\"externalAddress\":\"2001:db8::5\",\"protocol\":\"UDP\","
                                        + "\"externalPort\":8080,"
                                        + "\"internalClient\":\"2001:db8::5\","
                                        + "\"internalPort\":8080,\"description\":\"\","
                                        + "\"leaseSeconds\":3600"),
                terminal.out());
    }

    @Test
    void map_overBoth_succeedsWithWhatWorks_andSaysWhatDoesNot() {
        firewall.failures.put("open", Reason.NOT_AUTHORIZED);
        assertEquals(0, terminal.type("map", "8080/tcp", "--family", "both"));
        assertEquals(List.of("TCP 8080"), gateway.open());
        assertTrue(
                terminal.err().contains("Not open over IPv6: upnp did not open it."),
                terminal.err());
        gateway.failures.put(
                "map TCP 81", Fakes.refusal(UpnpResult.CONFLICT_WITH_OTHER_MAPPING, 718, "Taken."));
        firewall.failures.clear();
        assertEquals(0, terminal.type("map", "81/tcp", "--family", "both"));
        assertTrue(terminal.err().contains("Not open over IPv4: "), terminal.err());
        assertEquals(1, pinholes().size());
    }

    @Test
    void map_overBoth_failsWhereNeitherWorks_withTheCodeOfIpv4() {
        firewall.failures.put("open", Reason.NOT_AUTHORIZED);
        gateway.failures.put(
                "map TCP 81", Fakes.refusal(UpnpResult.CONFLICT_WITH_OTHER_MAPPING, 718, "Taken."));
        assertEquals(13, terminal.type("map", "81/tcp", "--family", "both"));
        assertTrue(terminal.err().contains("upnp did not open it."), terminal.err());
    }

    @Test
    void map_ofSeveralPorts_tellsOfEachWhereItIsOpen() {
        firewall.failures.put("open UDP", Reason.NOT_AUTHORIZED);
        assertEquals(0, terminal.type("map", "80/tcp", "81/udp", "82/udp", "--family", "both"));
        assertTrue(terminal.out().contains("[2001:db8::5]:80"), terminal.out());
        assertTrue(terminal.out().contains("203.0.113.7:81"), terminal.out());
        assertTrue(
                terminal.err().contains("Not open over IPv6: UDP 81-82: upnp did not open it."),
                terminal.err());
        assertEquals(0, terminal.type("map", "80/tcp", "81/udp", "--family", "both", "--json"));
        assertEquals(
                2, terminal.out().split("Not open over IPv6: upnp did").length, terminal.out());
    }

    @Test
    void map_ofSeveralPorts_whoseReasonNamesOne_saysWhich() {
        for (int port = 81; port <= 82; port++) {
            gateway.failures.put(
                    "map UDP " + port,
                    Fakes.refusal(UpnpResult.NOT_AUTHORIZED, 606, "Port " + port + ": no."));
        }
        assertEquals(0, terminal.type("map", "81/udp", "82/udp", "--family", "both"));
        assertTrue(
                terminal.err()
                        .contains("Not open over IPv4: UDP 81-82. The first one: Port 81: no."),
                terminal.err());
    }

    @Test
    void map_ofSeveralPorts_failsWithTheFirstThatIsOpenNowhere() {
        gateway.failures.put(
                "map UDP 81", Fakes.refusal(UpnpResult.CONFLICT_WITH_OTHER_MAPPING, 718, "Taken."));
        firewall.failures.put("open UDP", Reason.NOT_AUTHORIZED);
        assertEquals(13, terminal.type("map", "80/tcp", "81/udp", "82/udp", "--family", "both"));
        assertEquals(List.of("TCP 80", "UDP 82"), gateway.open());
        assertTrue(terminal.out().contains("[2001:db8::5]:80"), terminal.out());
        assertTrue(terminal.out().contains("203.0.113.7:82"), terminal.out());
        assertTrue(
                terminal.err().contains("Not open over IPv6: UDP 82: upnp did not open it."),
                terminal.err());
        assertTrue(
                terminal.err()
                        .contains("Taken. upnp did not open it. Opened: TCP port 80, UDP port 82."),
                terminal.err());
    }

    @Test
    void map_ofSeveralPortsOverIpv6_showsThoseThatAreOpen() {
        firewall.failures.put("open UDP", Reason.UNREACHABLE);
        assertEquals(24, terminal.type("map", "80/tcp", "81/udp", "82/tcp", "--family", "ipv6"));
        assertTrue(terminal.out().contains("[2001:db8::5]:80"), terminal.out());
        assertTrue(terminal.err().contains("Not tried: 1 port."), terminal.err());
    }

    @Test
    void map_overIpv6_failsWhereTheRouterDoesNotOfferIt() {
        gateway.capabilities.remove(Capability.PINHOLE);
        assertEquals(5, terminal.type("map", "8080/tcp", "--family", "ipv6"));
        assertEquals(0, terminal.type("map", "8080/tcp", "--family", "both"));
        assertEquals(0, terminal.type("unmap", "8080/tcp", "--family", "both"));
        assertEquals(5, terminal.type("unmap", "8080/tcp", "--family", "ipv6"));
    }

    @ParameterizedTest
    @CsvSource({"120, both, PT2M", "0, both, PT24H", "12h, ipv6, PT12H", "24h, ipv6, PT24H"})
    void map_lease(String duration, String family, Duration lease) {
        assertEquals(0, terminal.type("map", "80/tcp", "--duration", duration, "--family", family));
        assertEquals(lease, firewall.opened.get(0).lease());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "25h"})
    void map_leaseThatIpv6DoesNotHave_isRefused(String duration) {
        assertEquals(
                19, terminal.type("map", "80/tcp", "--duration", duration, "--family", "ipv6"));
        assertFalse(terminal.err().contains("permanent"), terminal.err());
        assertEquals(List.of(), firewall.calls);
    }

    @Test
    void map_toTheAddressThatTheUserNames() {
        assertEquals(
                0,
                terminal.type(
                        "map", "80/tcp", "--family", "ipv6", "--ipv6-address", "2001:db8::99"));
        assertEquals(List.of("TCP 80 to 2001:db8:0:0:0:0:0:99 for PT1H"), pinholes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "map 80 --family ipv5",
                "map 80 --ipv6-address 2001:db8::5",
                "map 80 --family ipv6 --ipv6-address fe80::1",
                "map 80 --family ipv6 --ipv6-address fd00::1",
                "map 80 --family ipv6 --ipv6-address 192.168.1.5",
                "map 80 --family ipv6 --ipv6-address host.example",
                "map 80 --family both --client 192.168.1.9",
                "map 80 --family ipv6 --any-port",
                "map 80 --family ipv6 --description web",
                "map 80 8080 --family ipv6",
                "unmap 80 --family both --client 192.168.1.9"
            })
    void whatHasNoMeaning_isRefusedBeforeAnythingIsAsked(String words) {
        assertEquals(22, terminal.type(words.split(" ")), terminal::err);
        assertEquals(1, terminal.err().lines().count());
        assertEquals(List.of(), terminal.queries);
    }

    @Test
    void unmap_closesWhatWasOpenedOverIpv6_overAllProtocolsAndInRanges() {
        terminal.type("map", "80-82", "--protocol", "both", "--family", "ipv6");
        assertEquals(0, terminal.type("unmap", "80", "--family", "ipv6"));
        assertEquals(0, terminal.type("unmap", "81-82/tcp", "--family", "ipv6"));
        assertEquals(
                List.of("UDP 81", "UDP 82"),
                firewall.opened.stream().map(each -> each.protocol() + " " + each.port()).toList());
        assertEquals(2, terminal.type("unmap", "99", "--family", "ipv6"));
    }

    @Test
    void unmap_ofBoth_closesBoth_orWhatThereIs() {
        terminal.type("map", "80/tcp", "--family", "both");
        assertEquals(0, terminal.type("unmap", "80", "--family", "both"));
        assertEquals(List.of(), gateway.open());
        assertEquals(List.of(), pinholes());
        terminal.type("map", "80/tcp", "--family", "ipv6");
        assertEquals(0, terminal.type("unmap", "80", "--family", "both"));
        assertEquals(2, terminal.type("unmap", "80", "--family", "both"));
    }

    @Test
    void unmap_ofBoth_tellsThemApartInJson() {
        terminal.type("map", "80/tcp", "--family", "both");
        assertEquals(0, terminal.type("unmap", "80/tcp", "--family", "both", "--json"));
        assertTrue(
                terminal.out()
                        .contains(
                                "[{\"protocol\":\"TCP\",\"externalPort\":80,\"family\":\"IPV4\"},"
                                        + "{\"protocol\":\"TCP\",\"externalPort\":80,"
                                        + "\"family\":\"IPV6\"}]"),
                terminal.out());
    }

    private void keptOverIpv6() {
        terminal.environment = Environment.SHELL;
        terminal.keeper.add(
                KeepRequest.of(MappingRequest.tcp(80).internalPort(8080)).over(AddressFamily.IPV6),
                "configuration tcp-80");
    }

    /** It is the internal port that is open, and IPv4 has nothing to do with it. */
    @Test
    void unmap_warnsOfAPortThatIsKeptOverThisFamily() {
        keptOverIpv6();
        terminal.environment = Environment.OWN_SHELL;
        gateway.holds(PortKey.tcp(8080), "192.168.1.5");
        assertEquals(0, terminal.type("unmap", "8080"));
        assertEquals("", terminal.err());

        firewall.opened.add(
                new Pinhole(
                        Protocol.TCP, ModelFirewall.OWN, 8080, Duration.ofHours(1), "upnp", ""));
        assertEquals(0, terminal.type("unmap", "8080", "--family", "ipv6"));
        assertEquals(
                "Warning: TCP port 80 is kept here (configuration tcp-80) and will be opened again;"
                        + " 'release 80' closes it for good.\n",
                terminal.err());
    }

    @Test
    void map_refusesAPortThatIsKeptOverThisFamily() {
        keptOverIpv6();
        assertEquals(0, terminal.type("map", "8080/tcp"));
        assertEquals(UpnpResult.CONFLICT_WITH_OTHER_MAPPING.code(), code("ipv6"));
        assertEquals(UpnpResult.CONFLICT_WITH_OTHER_MAPPING.code(), code("both"));
        assertEquals(List.of(), firewall.calls);
    }

    private int code(String family) {
        return terminal.type("map", "8080/tcp", "--family", family);
    }

    @Test
    void unmap_saysHowLongAPortStaysOpenThatCannotBeClosed() {
        terminal.type("map", "80/tcp", "--family", "ipv6");
        firewall.failures.put("close", Reason.NOT_AUTHORIZED);
        assertEquals(1, terminal.type("unmap", "80", "--family", "ipv6"));
        assertTrue(terminal.err().contains("stays open for 1 h at most."), terminal.err());
    }

    /** A call that is not answered takes half a minute. */
    @Test
    void unmap_asksARouterThatDoesNotAnswerOnce() {
        terminal.type("map", "80-82/tcp", "--family", "ipv6");
        firewall.failures.put("close", Reason.UNREACHABLE);
        firewall.calls.clear();
        assertEquals(
                UpnpResult.SOCKET_ERROR.code(),
                terminal.type("unmap", "80-82/tcp", "--family", "ipv6"));
        assertEquals(List.of("upnp close TCP 80"), firewall.calls);
        assertTrue(
                terminal.err().contains("TCP port 82 to 2001:db8::5 was not tried after that."),
                terminal.err());
    }

    @Test
    void unmap_whatTheRouterLost_isNotOpen() {
        terminal.type("map", "80/tcp", "--family", "ipv6");
        firewall.failures.put("close", Reason.NOT_FOUND);
        assertEquals(2, terminal.type("unmap", "80", "--family", "ipv6"));
    }

    @Test
    void mappings_showThePinholesThatWereOpenedHere() {
        terminal.type("map", "80/tcp", "--family", "ipv6");
        assertEquals(0, terminal.type("mappings"));
        assertTrue(terminal.out().contains("[2001:db8::5]:80"), terminal.out());
        assertEquals(0, terminal.type("mappings", "--json"));
        assertTrue(terminal.out().contains("\"internalClient\":\"2001:db8::5\""), terminal.out());
        assertTrue(terminal.out().contains("\"remembered\":true"), terminal.out());
    }

    @Test
    void mappings_ofARouterThatMapsNothing_areThePinholes() {
        gateway.capabilities.removeAll(EnumSet.of(Capability.LIST, Capability.OWN_LIST));
        assertEquals(5, terminal.type("mappings"));
        firewall.opened.add(
                new Pinhole(Protocol.UDP, ModelFirewall.OWN, 53, Duration.ofHours(1), "upnp", ""));
        assertEquals(0, terminal.type("mappings"));
    }
}
