// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.api.upnp.UpnpDevice;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.TestTerminal;
import org.postern.testkit.fakes.FakeUpnp;
import org.postern.testkit.fakes.Fakes;

import java.net.URI;
import java.util.List;
import java.util.Optional;

class DiscoverCommandTest {
    private final TestTerminal terminal = new TestTerminal();

    @BeforeEach
    void twoDevicesAnswer() {
        terminal.upnp.answer("discover", List.of(router(), mute()));
    }

    @Test
    void json_hasEveryFieldAndNullForWhatIsNotKnown() {
        assertEquals(0, terminal.type("discover", "--json"));
        assertEquals(
                "[{\"descriptionUrl\":\"http://192.168.1.1:5000/rootDesc.xml\","
                        + "\"searchTarget\":\"upnp:rootdevice\","
                        + "\"usn\":\"uuid:6f1a::upnp:rootdevice\",\"udn\":\"uuid:6f1a\","
                        + "\"friendlyName\":\"My Router\",\"manufacturer\":\"Maker\","
                        + "\"modelName\":\"Model 1\","
                        + "\"deviceType\":\"urn:schemas-upnp-org:device:InternetGatewayDevice:1\","
                        + "\"igdStatus\":\"OK\",\"validGateway\":true,"
                        + "\"controlUrl\":\"http://192.168.1.1:5000/ctl\","
                        + "\"serviceType\":\"urn:schemas-upnp-org:service:WANIPConnection:1\","
                        + "\"localAddress\":\"192.168.1.5\"},"
                        + "{\"descriptionUrl\":\"http://192.168.1.9:80/x\",\"searchTarget\":null,"
                        + "\"usn\":null,\"udn\":null,\"friendlyName\":null,"
                        + "\"manufacturer\":null,\"modelName\":null,\"deviceType\":null,"
                        + "\"igdStatus\":\"HTTP_ERROR\",\"validGateway\":false,"
                        + "\"controlUrl\":null,\"serviceType\":null,\"localAddress\":null}]\n",
                terminal.out());
        assertEquals(0, terminal.leases);
    }

    @Test
    void text_isATable() {
        assertEquals(0, terminal.type("discover"));
        assertEquals(
                List.of(
                        "Name       Status      Description URL",
                        "My Router  OK          http://192.168.1.1:5000/rootDesc.xml",
                        "           HTTP_ERROR  http://192.168.1.9:80/x"),
                terminal.out().lines().toList());
    }

    @Test
    void settings_areTheReferencesUnlessSaid() {
        terminal.type("discover");

        assertTrue(terminal.upnp.calls.contains("discover[PT2S, 2, InternetGatewayDevice]"));
        assertTrue(terminal.upnp.calls.contains("discoverIpv6[false]"));
        assertTrue(terminal.upnp.calls.contains("discoverLocalPort[0]"));
        assertTrue(terminal.upnp.calls.contains("discoverMulticastInterface[]"));
    }

    @Test
    void settings_areHandedOn() {
        terminal.type(
                "discover",
                "--timeout",
                "300",
                "--ttl",
                "4",
                "--filter",
                "",
                "--local-port",
                "1",
                "--ipv6",
                "--interface",
                "eth0");

        assertTrue(terminal.upnp.calls.contains("discover[PT0.3S, 4, ]"));
        assertTrue(terminal.upnp.calls.contains("discoverIpv6[true]"));
        assertTrue(terminal.upnp.calls.contains("discoverLocalPort[1]"));
        assertTrue(terminal.upnp.calls.contains("discoverMulticastInterface[eth0]"));
    }

    @Test
    void noDevices_is27() {
        terminal.upnp.answer("discover", Fakes.failure(UpnpResult.NO_DEVICES, "Silence."));

        assertEquals(27, terminal.type("discover"));
        assertEquals("Silence.\n", terminal.err());
        assertEquals(0, terminal.leases);
    }

    @Test
    void gateway_byUdnOrAddress_leavesTheOthersOut() {
        assertEquals(0, terminal.type("discover", "--gateway", "uuid:6F1A"));
        assertEquals(0, terminal.type("discover", "--gateway", "192.168.1.1"));
        assertEquals(4, terminal.out().lines().count(), terminal.out());
        assertFalse(terminal.out().contains("192.168.1.9"));
        assertEquals(27, terminal.type("discover", "--gateway", "192.168.1.2"));
    }

    @Test
    void gateway_byUrl_isDescribedWithoutASearch() {
        terminal.upnp.answer("describe", mute());

        assertEquals(
                0,
                terminal.type(
                        "discover", "--gateway", "http://192.168.1.9:80/x", "--timeout", "500"));
        assertTrue(
                terminal.upnp.calls.contains("describe[http://192.168.1.9:80/x, PT0.5S]"),
                terminal.upnp.calls::toString);
        assertTrue(terminal.upnp.calls.stream().noneMatch(call -> call.startsWith("discover[")));
    }

    @Test
    void names_cannotDriveTheTerminal() {
        DeviceDescription evil =
                new DeviceDescription(
                        "t",
                        "\u001b]0;owned\u0007Good\u009b31m\u202e name",
                        "",
                        "",
                        "u",
                        List.of(),
                        List.of());
        terminal.upnp.answer(
                "discover", List.of(Fakes.device("http://192.168.1.3/d", Optional.of(evil))));

        assertEquals(0, terminal.type("discover"));
        assertTrue(terminal.out().contains("\nGood name  "), terminal.out());
        assertEquals(0, terminal.type("discover", "--json"));
        assertTrue(
                terminal.out().contains("\"\\u001b]0;owned\\u0007Good\\u009b31m\\u202e name\""),
                terminal.out());
    }

    private static UpnpDevice router() {
        return new FakeUpnp()
                .answer("descriptionUrl", URI.create(Fakes.DESCRIPTION_URL))
                .answer("searchTarget", "upnp:rootdevice")
                .answer("usn", "uuid:6f1a::upnp:rootdevice")
                .answer("description", Optional.of(Fakes.description()))
                .answer("igdStatus", IgdStatus.OK)
                .answer("validGateway", true)
                .answer("controlUrl", Fakes.info().attribute(UpnpAttributes.CONTROL_URL))
                .answer("serviceType", Fakes.info().attribute(UpnpAttributes.SERVICE_TYPE))
                .answer("localAddress", Optional.of(Fakes.info().localAddress()))
                .as(UpnpDevice.class);
    }

    private static UpnpDevice mute() {
        return Fakes.device("http://192.168.1.9:80/x", Optional.empty());
    }
}
