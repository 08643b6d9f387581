// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.Inspection;
import org.postern.api.upnp.ServiceDescription;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.TestTerminal;
import org.postern.testkit.fakes.Fakes;

import java.net.URI;
import java.util.List;
import java.util.Optional;

class InspectCommandTest {
    private final TestTerminal terminal = new TestTerminal();

    @Test
    void json_ofAGateway() {
        DeviceDescription root = Fakes.description();
        terminal.upnp.answer(
                "inspect",
                new Inspection(
                        root, true, IgdStatus.OK, "It has one.", root.allServices().toList()));

        assertEquals(0, terminal.type("inspect", Fakes.DESCRIPTION_URL, "--json"));
        assertEquals(
                "{\"friendlyName\":\"My Router\",\"manufacturer\":\"Maker\","
                        + "\"modelName\":\"Model 1\",\"udn\":\"uuid:6f1a\","
                        + "\"deviceType\":\"urn:schemas-upnp-org:device:InternetGatewayDevice:1\","
                        + "\"isGateway\":true,\"igdStatus\":\"OK\",\"reason\":\"It has one.\","
                        + "\"wanServices\":[{"
                        + "\"serviceType\":\"urn:schemas-upnp-org:service:WANIPConnection:1\","
                        + "\"serviceId\":\"urn:upnp-org:serviceId:WANIPConn1\","
                        + "\"controlUrl\":\"http://192.168.1.1:5000/ctl\","
                        + "\"eventSubUrl\":\"http://192.168.1.1:5000/evt\","
                        + "\"scpdUrl\":\"http://192.168.1.1:5000/scpd.xml\",\"refused\":null}]}\n",
                terminal.out());
        assertEquals(
                List.of("inspect[" + Fakes.DESCRIPTION_URL + "]", "close[]"), terminal.upnp.calls);
        assertEquals(0, terminal.leases);
    }

    @Test
    void json_ofARefusedUrl() {
        terminal.upnp.answer("inspect", refused());

        assertEquals(0, terminal.type("inspect", Fakes.DESCRIPTION_URL, "--json"));
        assertEquals(
                "{\"friendlyName\":null,\"manufacturer\":null,\"modelName\":null,\"udn\":null,"
                        + "\"deviceType\":\"t\",\"isGateway\":false,"
                        + "\"igdStatus\":\"INVALID_CONTROL\",\"reason\":\"Leads elsewhere.\","
                        + "\"wanServices\":[{\"serviceType\":\"w\",\"serviceId\":null,"
                        + "\"controlUrl\":null,\"eventSubUrl\":null,"
                        + "\"scpdUrl\":\"http://192.168.1.1/s\",\"refused\":\"Another host.\"}]}\n",
                terminal.out());
    }

    @Test
    void text_isTheTree() {
        DeviceDescription root = Fakes.description();
        terminal.upnp.answer(
                "inspect",
                new Inspection(
                        root, true, IgdStatus.OK, "It has one.", root.allServices().toList()));

        assertEquals(0, terminal.type("inspect", Fakes.DESCRIPTION_URL));
        assertEquals(
                List.of(
                        "Gateway: yes (OK). It has one.",
                        "device urn:schemas-upnp-org:device:InternetGatewayDevice:1",
                        "  name    My Router",
                        "  model   Maker Model 1",
                        "  udn     uuid:6f1a",
                        "  device urn:schemas-upnp-org:device:WANDevice:1",
                        "    name    WAN",
                        "    udn     uuid:wan",
                        "    service urn:schemas-upnp-org:service:WANIPConnection:1"
                                + " (urn:upnp-org:serviceId:WANIPConn1)",
                        "      control http://192.168.1.1:5000/ctl",
                        "      events  http://192.168.1.1:5000/evt",
                        "      scpd    http://192.168.1.1:5000/scpd.xml"),
                terminal.out().lines().toList());
    }

    @Test
    void text_ofARefusedUrl() {
        terminal.upnp.answer("inspect", refused());

        assertEquals(0, terminal.type("inspect", Fakes.DESCRIPTION_URL));
        assertTrue(terminal.out().startsWith("Gateway: no (INVALID_CONTROL). Leads elsewhere.\n"));
        assertTrue(terminal.out().contains("    refused Another host.\n"), terminal.out());
    }

    @Test
    void aUrlThatTheServiceRefuses() {
        terminal.upnp.answer("inspect", Fakes.failure(UpnpResult.INVALID_PARAM, "Not http."));

        assertEquals(22, terminal.type("inspect", "ftp://192.168.1.1/"));
        assertEquals("Not http.\n", terminal.err());
    }

    private static Inspection refused() {
        ServiceDescription service =
                new ServiceDescription(
                        "w",
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(URI.create("http://192.168.1.1/s")),
                        Optional.of("Another host."));
        DeviceDescription root =
                new DeviceDescription("t", "", "", "", "", List.of(service), List.of());
        return new Inspection(
                root, false, IgdStatus.INVALID_CONTROL, "Leads elsewhere.", List.of(service));
    }
}
