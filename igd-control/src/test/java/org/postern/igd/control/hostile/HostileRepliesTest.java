// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Protocol;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpDevice;
import org.postern.api.upnp.UpnpResult;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import javax.xml.parsers.DocumentBuilderFactory;

/** What a router answers to actions, and what reaches it of ours. */
@Timeout(60)
class HostileRepliesTest {
    private static final String FAILED = "HTTP/1.1 500 Internal Server Error\r\n\r\n";

    private final Upnp upnp = Upnp.create();
    private HostileDevice router;
    private HostileDevice victim;
    private volatile String reply = "";

    @BeforeEach
    void open() throws Exception {
        victim = HostileDevice.somewhere();
        router = Answers.router(HostileDevice.somewhere());
        router.on(
                "/ctl",
                (connection, request) -> {
                    boolean asksState = request.contains("#GetStatusInfo");
                    router.write(
                            connection,
                            asksState || reply.isEmpty()
                                    ? Answers.ok(Answers.connected("203.0.113.9"))
                                    : reply);
                });
    }

    @AfterEach
    void close() {
        upnp.close();
        router.close();
        victim.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</NewPortMappingDescription><NewInternalClient>192.0.2.1</NewInternalClient>",
                "<!-- --><![CDATA[x]]>]]>",
                "&lt;b&gt; &amp;amp; &#60; &x;",
                "\"quoted\" and 'quoted'",
                "K\u00fcche \u8def\u7531\u5668 \uD83C\uDFE0",
                "%3Cscript%3E",
            })
    void descriptionOfAMapping_reachesTheRouterEscapedOnce(String text) throws Exception {
        UpnpDevice device = device();
        reply = Answers.ok(Answers.soap("<u:AddPortMappingResponse xmlns:u='x'/>"));
        Duration permanent = Duration.ZERO;
        assertEquals(
                text,
                device.addPortMapping(50000, 50001, text, Protocol.TCP, permanent).description());

        Document add = parsed(body("#AddPortMapping"));
        assertEquals(text, textOf(add, "NewPortMappingDescription"));
        assertFalse(textOf(add, "NewInternalClient").equals("192.0.2.1"));
        assertEquals(
                8,
                add.getElementsByTagName("NewProtocol")
                        .item(0)
                        .getParentNode()
                        .getChildNodes()
                        .getLength());
    }

    @Test
    void lineBreaksInAServiceType_breakNoHeader() throws Exception {
        String type = Answers.WAN + "\r\nX-Injected: 1\r\n\r\n\"x";
        router.serving(
                "/router.xml",
                Answers.description(
                        "Router", Answers.service(type, "<controlURL>/ctl</controlURL>")));
        device();

        for (String request : router.requests()) {
            assertFalse(request.lines().anyMatch(it -> it.startsWith("X-Injected")), request);
        }
        assertTrue(router.requests().size() > 1);
    }

    @Test
    void faultOfTenMegabytes_isNotReadToItsEnd() throws Exception {
        UpnpDevice device = device();
        router.on(
                "/ctl",
                (connection, request) ->
                        router.pour(connection, FAILED + "<s:Fault><faultstring>", "words "));

        assertFails(UpnpResult.INVALID_RESPONSE, "longer than 262144 bytes", device);
        assertTrue(router.sent() < 32 << 20, () -> "" + router.sent());
    }

    @Test
    void faultText_isCutAndCleaned() throws Exception {
        UpnpDevice device = device();
        String words = "\u009b2Jbad\n\u202eevil\u2028" + "x".repeat(200_000);
        reply = Answers.fault("501", words);

        GatewayException failure = assertFails(UpnpResult.ACTION_FAILED, "2Jbad evil", device);
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.length() < 600, message);
        assertTrue(message.chars().noneMatch(c -> Character.isISOControl(c) || c == 0x202e));
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999", "-501", "0x1f5", "", "5e2", "\u0665\u0660"})
    void errorCodeThatIsNone_isNone(String code) throws Exception {
        UpnpDevice device = device();
        reply = Answers.fault(code, "words");

        assertFails(UpnpResult.HTTP_ERROR, "without an error code", device);
    }

    @Test
    void documentTypeAndNesting_areRefusedInRepliesToo() throws Exception {
        UpnpDevice device = device();
        String url = victim.url("/x.dtd").toString();
        reply = Answers.ok("<!DOCTYPE x [<!ENTITY x SYSTEM '" + url + "'>]>" + Answers.soap("&x;"));
        assertFails(UpnpResult.INVALID_RESPONSE, "has a DTD", device);
        reply = Answers.ok(Answers.soap("<a>".repeat(80_000)));
        assertFails(UpnpResult.INVALID_RESPONSE, "too many elements", device);
        reply = Answers.ok(Answers.soap("<a/>".repeat(50_000)));
        assertFails(UpnpResult.INVALID_RESPONSE, "too many elements", device);
        victim.assertUntouched();
    }

    /** A name is never looked up, and no address of this machine or of nobody is taken. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost",
                "203.0.113.9; reboot",
                "\u001b[31m203.0.113.9",
                "999.1.1.1",
                "2130706433"
            })
    void externalAddressThatIsNone_isRefused(String address) throws Exception {
        UpnpDevice device = device();
        reply = Answers.ok(Answers.connected(address));

        GatewayException failure =
                assertFails(UpnpResult.INVALID_RESPONSE, "external address, which is", device);
        assertFalse(String.valueOf(failure.getMessage()).contains("\u001b"));
    }

    private UpnpDevice device() throws Exception {
        UpnpDevice device = upnp.describe(router.url("/router.xml"));
        assertTrue(device.validGateway(), device.statusReason());
        return device;
    }

    private static GatewayException assertFails(
            UpnpResult result, String words, UpnpDevice device) {
        GatewayException failure = assertThrows(GatewayException.class, device::externalAddress);
        String message = String.valueOf(failure.getMessage());
        assertEquals(result, UpnpResult.of(failure), message);
        assertTrue(message.contains(words), message);
        return failure;
    }

    private String body(String action) {
        String request =
                router.requests().stream()
                        .filter(each -> each.contains(action))
                        .findFirst()
                        .orElseThrow();
        return request.substring(request.indexOf("\r\n\r\n") + 4).strip();
    }

    /** By another reader than the client's own. */
    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String textOf(Document document, String name) {
        NodeList elements = document.getElementsByTagName(name);
        assertEquals(1, elements.getLength());
        return elements.item(0).getTextContent();
    }
}
