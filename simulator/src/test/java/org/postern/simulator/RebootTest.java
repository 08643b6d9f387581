// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.testkit.ManualClock;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Routers that forget, crash and come back, as themselves or as others. */
@Timeout(60)
class RebootTest {
    private final ManualClock clock = new ManualClock();
    private SimulatedRouter router;
    private SoapClient client;
    private int port;

    @BeforeEach
    void start() throws Exception {
        router = SimulatedRouter.start(TestNet.quiet(), clock, line -> {});
        client = SoapClient.connection(router, 1);
        port = TestNet.freePort(router.wanAddress());
        assertEquals(200, client.add("TCP", port, "127.0.0.1", 7000, 3600).status());
    }

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void reboot_forgetsMappingsAndIsOtherwiseTheSame() throws Exception {
        URI url = router.descriptionUrl();
        String udn = router.udn();
        String description = SoapClient.get(url);
        router.reboot();
        assertEquals(List.of(), router.mappings());
        assertEquals(url, router.descriptionUrl());
        assertEquals(udn, router.udn());
        assertEquals(description, SoapClient.get(url));
        assertRefused(port);
        assertEquals(200, client.add("TCP", port, "127.0.0.1", 7000, 3600).status());
        new Socket(router.wanAddress(), port).close();
    }

    @Test
    void reboot_startsTheUptimeAnew() throws Exception {
        clock.advance(Duration.ofSeconds(100));
        assertEquals("100", client.call("GetStatusInfo").value("NewUptime"));
        router.reboot();
        assertEquals("0", client.call("GetStatusInfo").value("NewUptime"));
    }

    @Test
    void reboot_mayChangePortPathNameAndAddress() throws Exception {
        URI before = router.descriptionUrl();
        String described = SoapClient.get(before);
        router.reboot(
                config ->
                        config.withHttpPort(0)
                                .withPath("/again/here")
                                .withUdn("uuid:another")
                                .withExternalAddress("203.0.113.8"));
        URI url = router.descriptionUrl();
        assertEquals("uuid:another", router.udn());
        assertTrue(url.getPath().equals("/again/here/rootDesc.xml"), url::toString);
        assertNotEquals(described, SoapClient.get(url));
        assertThrows(ConnectException.class, () -> SoapClient.get(before));
        assertEquals("HTTP 404", SoapClient.get(url.resolve("/rootDesc.xml")));
        SoapClient there =
                new SoapClient(
                        router,
                        "urn:schemas-upnp-org:service:WANIPConnection:1",
                        path(SoapClient.get(url), "controlURL"));
        assertEquals(
                "203.0.113.8", there.call("GetExternalIPAddress").value("NewExternalIPAddress"));
        assertEquals(404, SoapClient.connection(router, 1).call("GetStatusInfo").status());
    }

    @Test
    void subscriptions_areUnknownAfterAReboot() throws Exception {
        try (ServerSocket callback = new ServerSocket(0, 8, InetAddress.getByName("127.0.0.1"))) {
            String sid = subscribe(callback.getLocalPort());
            assertTrue(event(callback).contains("<PortMappingNumberOfEntries>1<"));
            router.reboot();
            assertEquals(0, router.subscribers());
            assertTrue(renew(sid).contains(" 412 "));
            subscribe(callback.getLocalPort());
            assertTrue(event(callback).contains("<PortMappingNumberOfEntries>0<"));
        }
    }

    @Test
    void forgottenMappings_areToldToSubscribers() throws Exception {
        try (ServerSocket callback = new ServerSocket(0, 8, InetAddress.getByName("127.0.0.1"))) {
            String sid = subscribe(callback.getLocalPort());
            event(callback);
            router.forgetMappings();
            assertEquals(List.of(), router.mappings());
            assertRefused(port);
            assertTrue(event(callback).contains("<PortMappingNumberOfEntries>0<"));
            assertTrue(renew(sid).contains(" 200 "));
        }
    }

    @Test
    void crashedRouter_isGone_andComesBackAtTheSamePort() throws Exception {
        URI url = router.descriptionUrl();
        router.crash();
        router.crash();
        assertThrows(ConnectException.class, () -> SoapClient.get(url));
        assertRefused(port);
        assertEquals(List.of(), router.mappings());
        assertEquals(0, router.subscribers());
        router.announce();
        router.reboot();
        assertTrue(SoapClient.get(url).contains("<root"));
    }

    @Test
    void rebootThatFails_maybeTriedAgain() throws Exception {
        String host = router.descriptionUrl().getHost();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            int other = taken.getLocalPort();
            assertThrows(
                    IOException.class, () -> router.reboot(config -> config.withHttpPort(other)));
            assertEquals(List.of(), router.mappings());
        }
        router.reboot();
        assertTrue(SoapClient.get(router.descriptionUrl()).contains("<root"));
    }

    @Test
    void reboots_leaveNoThreads_andAClosedRouterStaysClosed() throws Exception {
        router.close();
        long before = TestNet.simulatorThreads();
        SimulatedRouter other = SimulatedRouter.start(TestNet.quiet());
        long running = TestNet.simulatorThreads();
        other.reboot();
        other.reboot();
        assertEquals(running, TestNet.simulatorThreads());
        other.close();
        assertEquals(before, TestNet.simulatorThreads());
        assertThrows(IllegalStateException.class, other::reboot);
        assertEquals(before, TestNet.simulatorThreads());
    }

    private void assertRefused(int external) {
        assertThrows(
                ConnectException.class, () -> new Socket(router.wanAddress(), external).close());
    }

    private String subscribe(int callbackPort) throws Exception {
        String answer =
                RawHttp.ask(
                        router,
                        "SUBSCRIBE /evt/WANIPConn1 HTTP/1.1\r\nNT: upnp:event\r\n"
                                + "CALLBACK: <http://127.0.0.1:"
                                + callbackPort
                                + "/>\r\nTIMEOUT: Second-300\r\n\r\n");
        Matcher sid = Pattern.compile("SID: (\\S+)").matcher(answer);
        assertTrue(sid.find(), answer);
        return sid.group(1);
    }

    private String renew(String sid) throws Exception {
        return RawHttp.ask(
                router, "SUBSCRIBE /evt/WANIPConn1 HTTP/1.1\r\nSID: " + sid + "\r\n\r\n");
    }

    private static String event(ServerSocket callback) throws IOException {
        try (Socket socket = callback.accept()) {
            byte[] bytes = new byte[8192];
            int length = socket.getInputStream().read(bytes);
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes());
            return new String(bytes, 0, length, StandardCharsets.UTF_8);
        }
    }

    private static String path(String description, String element) {
        String tail = description.substring(description.indexOf("WANIPConnection:1"));
        Matcher path = Pattern.compile("<" + element + ">([^<]+)<").matcher(tail);
        assertTrue(path.find(), description);
        return path.group(1);
    }
}
