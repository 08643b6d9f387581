// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.ServiceDescription;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpDevice;
import org.postern.igd.control.hostile.HostileAnswers.Said;
import org.postern.igd.control.search.ElectedGateway;
import org.postern.igd.control.search.TestEngines;
import org.postern.igd.control.search.UpnpEngine;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Text of devices is clean when it leaves the bundle, in values, messages and every log line:
 * nothing between here and a terminal needs to care. The commands' own output has its test in the
 * distribution.
 */
@Timeout(60)
class HostileTextTest {
    /** Controls of both kinds, marks of direction, ends of lines, and an invisible blank. */
    private static final String NASTY =
            "a\u001b[2Jb\u009b31mc\u202ed\u2066e\u2028f\r\ng\u0085h\u200bi\u0000j\u007fk";

    private static final Pattern PRINTABLE =
            Pattern.compile("[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]*");

    private static final String REFERENCES = "&#27;[2J&#x9b;&#x202e;&#10;&#x85;&#x7f;";

    private final UpnpEngine engine = TestEngines.with(List::of);
    private final Upnp upnp = Upnp.create();
    private HostileDevice device;
    private HeardLog log;

    @BeforeEach
    void open() throws IOException {
        log = HeardLog.from(Level.ALL);
        device = HostileDevice.somewhere();
        String nasty = NASTY + REFERENCES;
        String names = of(nasty, "deviceType", "friendlyName", "manufacturer", "modelName", "UDN");
        String service =
                "<service><serviceType>"
                        + Answers.WAN
                        + ":"
                        + nasty
                        + "</serviceType><controlURL>/ctl</controlURL><eventSubURL>"
                        // No URL may hold a bracket in its path.
                        + "http://192.0.2.1/"
                        + nasty.replace("[", "")
                        + "</eventSubURL>"
                        + of(nasty, "serviceId")
                        + "</service>";
        device.serving(
                "/d.xml",
                "<root><device>"
                        + names
                        + "<serviceList>"
                        + service
                        + "</serviceList></device></root>");
        device.on(
                "/ctl",
                (connection, request) ->
                        device.write(
                                connection,
                                request.contains("#DeletePortMapping")
                                        ? Answers.fault("501", nasty)
                                        : Answers.ok(reply(nasty))));
    }

    private static String reply(String nasty) {
        return Answers.soap(
                "<u:R>"
                        + of("Connected", "NewConnectionStatus")
                        + of("203.0.113.9", "NewExternalIPAddress")
                        + of("TCP", "NewProtocol")
                        + of("50000", "NewExternalPort", "NewInternalPort")
                        + of("192.0.2.1", "NewInternalClient")
                        + of(nasty, "NewRemoteHost", "NewPortMappingDescription")
                        + of(nasty, "NewConnectionType", "NewLastConnectionError")
                        + "</u:R>");
    }

    /** Elements that all say the same. */
    private static String of(String text, String... names) {
        return Stream.of(names)
                .map(name -> "<" + name + ">" + text + "</" + name + ">")
                .collect(Collectors.joining());
    }

    @AfterEach
    void close() {
        engine.close();
        upnp.close();
        device.close();
        log.close();
    }

    @Test
    void everythingThatADeviceSays_isCleaned() throws Exception {
        List<Said> said = List.of(new Said(device, "/d.xml", NASTY));
        UpnpDevice heard = HostileAnswers.search(upnp, Duration.ofSeconds(1), said).get(0);
        UpnpDevice found = upnp.describe(device.url("/d.xml"));
        assertTrue(found.validGateway(), found.statusReason());
        DeviceDescription root = found.description().orElseThrow();
        ServiceDescription service = root.services().get(0);
        GatewayQuery query = GatewayQuery.standard().withWanted(found.descriptionUrl().toString());
        Gateway gateway = ElectedGateway.by(engine, query).gateway();
        PortMapping mapping = gateway.mappings().get(0);
        GatewayException refusal =
                assertThrows(
                        GatewayException.class, () -> found.deletePortMapping(50000, Protocol.TCP));

        List<String> texts = new ArrayList<>(log.messages());
        assertTrue(texts.size() > 10, () -> "logged only " + texts);
        texts.addAll(
                List.of(
                        heard.usn(),
                        heard.searchTarget(),
                        found.statusReason(),
                        root.toString(),
                        service.refused().orElseThrow(),
                        gateway.info().toString(),
                        gateway.status().toString(),
                        mapping.toString(),
                        String.valueOf(refusal.getMessage())));
        for (String text : texts) {
            assertTrue(PRINTABLE.matcher(text).matches(), text);
        }
        assertEquals("a [2Jb31mcde f ghi jk&#27;[2J", mapping.description());
    }
}
