// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.testkit.ManualClock;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Subscriptions and events (UDA 1.1, chapter 4). */
@Timeout(60)
class EventTest {
    private static final Pattern SID = Pattern.compile("SID: (\\S+)");
    private static final String NT = "NT: upnp:event\r\n";

    private ServerSocket callback;

    @BeforeEach
    void listen() throws IOException {
        callback = new ServerSocket(0, 8, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        callback.close();
    }

    @Test
    void subscriber_isToldAllFirst_andThenWhatChanges() throws Exception {
        try (SimulatedRouter router = start(2, "")) {
            String sid = sid(subscribe(router));
            String first = event();
            assertTrue(first.startsWith("NOTIFY /cb?q HTTP/1.1\r\n"), first);
            assertTrue(first.contains("SEQ: 0\r\n") && first.contains("SID: " + sid + "\r\n"));
            for (String part :
                    new String[] {
                        "<ExternalIPAddress>203.0.113.7</ExternalIPAddress>",
                        "<ConnectionStatus>Connected</ConnectionStatus>",
                        "<PortMappingNumberOfEntries>0</PortMappingNumberOfEntries>",
                        "<PossibleConnectionTypes>IP_Routed</PossibleConnectionTypes>",
                        "<SystemUpdateID>0</SystemUpdateID>",
                    }) {
                assertTrue(first.contains(part), first);
            }
            router.changeConnection("Connected", "203.0.113.8");
            String second = event();
            assertTrue(second.contains("SEQ: 1\r\n") && second.contains("203.0.113.8"), second);
            assertFalse(second.contains("ConnectionStatus"), second);
            SoapClient.connection(router, 2).add("UDP", 50_000, "127.0.0.1", 7000, 0);
            String third = event();
            assertTrue(third.contains("<SystemUpdateID>1<"), third);
            assertTrue(third.contains("<PortMappingNumberOfEntries>1<"), third);
        }
    }

    /** As miniupnpd does, whose SystemUpdateID counts what UPnP changes. */
    @Test
    void mappingOfNatPmp_isAnEvent_butNoUpdate() throws Exception {
        RouterConfig config =
                TestNet.quiet().withIgdVersion(2).withControl(RouterProtocol.values());
        try (SimulatedRouter router = SimulatedRouter.start(config);
                DatagramSocket client = new DatagramSocket(0, callback.getInetAddress())) {
            subscribe(router);
            event();
            byte[] map = HexFormat.of().parseHex("000100001b581b5800000e10");
            client.send(new DatagramPacket(map, map.length, router.pxpAddress().orElseThrow()));
            String event = event();
            assertTrue(event.contains("<PortMappingNumberOfEntries>1<"), event);
            assertFalse(event.contains("SystemUpdateID"), event);
        }
    }

    @Test
    void renewedSubscription_goesOn_andAnEndedOneIsUnknown() throws Exception {
        try (SimulatedRouter router = start(1, "")) {
            String sid = sid(subscribe(router));
            assertTrue(ask(router, "SUBSCRIBE", "SID: " + sid + "\r\n").contains(" 200 "));
            assertEquals(1, router.subscribers());
            assertTrue(ask(router, "UNSUBSCRIBE", "SID: " + sid + "\r\n").contains(" 200 "));
            assertTrue(ask(router, "UNSUBSCRIBE", "SID: " + sid + "\r\n").contains(" 412 "));
            assertTrue(ask(router, "SUBSCRIBE", "SID: " + sid + "\r\n").contains(" 412 "));
            assertEquals(0, router.subscribers());
        }
    }

    @Test
    void subscription_endsWithItsTime() throws Exception {
        ManualClock clock = new ManualClock();
        try (SimulatedRouter router = SimulatedRouter.start(TestNet.quiet(), clock, line -> {})) {
            String answer = subscribe(router);
            assertTrue(answer.contains("TIMEOUT: Second-300\r\n"), answer);
            clock.advance(Duration.ofSeconds(301));
            assertEquals(0, router.subscribers());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CALLBACK: <http://127.0.0.9:1/x>, 412",
        "CALLBACK: <http://localhost:1/x>, 412",
        "CALLBACK: <http://127.0.0.1/x>, 412",
        "CALLBACK: nonsense, 412",
        "X: y, 412",
    })
    void callbackElsewhere_isRefused(String header, int status) throws Exception {
        try (SimulatedRouter router = start(1, "")) {
            String answer = ask(router, "SUBSCRIBE", NT + header + "\r\n");
            assertTrue(answer.contains(" " + status + " "), answer);
            assertEquals(0, router.subscribers());
        }
    }

    @Test
    void seventeenthSubscriber_hasNoRoom() throws Exception {
        try (SimulatedRouter router = start(1, "")) {
            for (int i = 0; i < 16; i++) {
                assertTrue(subscribe(router).contains(" 200 "));
            }
            assertTrue(subscribe(router).contains(" 503 "));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "event-path, NOTIFY /cb/x HTTP/1.1, ?q",
        "event-nul, '\0', <?xml",
        "event-cut, <e:propertyset, </e:propertyset>",
        "event-root, </e:invalid>, propertyset",
        "event-unnumbered, NTS, SEQ",
        "event-early, SEQ: 0, nothing",
    })
    void event_isOdd(String profile, String present, String absent) throws Exception {
        try (SimulatedRouter router = start(1, profile)) {
            subscribe(router);
            String event = event();
            assertTrue(event.contains(present), event);
            assertFalse(event.contains(absent), event);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "subscribe-412, 412, nothing",
        "subscribe-501, 501, nothing",
        "timeout-raised, 200, Second-1800",
        "timeout-infinite, 200, Second-infinite",
        "timeout-missing, 200, Second-300",
        "renewal-412, 200, Second-300",
    })
    void subscription_isAnsweredOddly(String profile, int status, String timeout) throws Exception {
        try (SimulatedRouter router = start(1, profile)) {
            String answer = subscribe(router);
            assertTrue(answer.contains(" " + status + " "), answer);
            assertEquals(status == 200, answer.contains("TIMEOUT: " + timeout), answer);
        }
    }

    @ParameterizedTest
    @CsvSource({"timeout-missing, 200", "renewal-412, 412"})
    void renewal_isAnsweredOddly(String profile, int status) throws Exception {
        try (SimulatedRouter router = start(1, profile)) {
            String sid = sid(subscribe(router));
            String answer = ask(router, "SUBSCRIBE", "SID: " + sid + "\r\n");
            assertTrue(answer.contains(" " + status + " "), answer);
            assertFalse(answer.contains("TIMEOUT"), answer);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "address-own-lan, 127.0.0.1",
        "address-garbage, schemas.upnp.org\u00b7\u00f4i\u00ff\u00ff",
        "ds-lite, ''",
    })
    void externalAddressOfAnEvent_isThatOfTheAnswer(String profile, String address)
            throws Exception {
        try (SimulatedRouter router = start(1, profile)) {
            subscribe(router);
            String event = event();
            assertTrue(event.contains("<ExternalIPAddress>" + address + "</"), event);
        }
    }

    private String event() throws IOException {
        try (Socket socket = callback.accept()) {
            byte[] bytes = new byte[8192];
            int length = socket.getInputStream().read(bytes);
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes());
            return new String(bytes, 0, length, StandardCharsets.UTF_8);
        }
    }

    private String subscribe(SimulatedRouter router) throws Exception {
        String url = "http://127.0.0.1:" + callback.getLocalPort() + "/cb?q";
        return ask(router, "SUBSCRIBE", NT + "CALLBACK: <" + url + ">\r\nTIMEOUT: Second-300\r\n");
    }

    private static String ask(SimulatedRouter router, String method, String headers)
            throws Exception {
        try (Socket socket = RawHttp.connect(router)) {
            RawHttp.send(socket, method + " /evt/WANIPConn1 HTTP/1.1\r\n" + headers + "\r\n");
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static String sid(String answer) {
        Matcher sid = SID.matcher(answer);
        assertTrue(sid.find(), answer);
        return sid.group(1);
    }

    private static SimulatedRouter start(int version, String profile) throws Exception {
        RouterConfig config = TestNet.quiet().withIgdVersion(version);
        return SimulatedRouter.start(
                profile.isEmpty() ? config : config.withQuirks(Quirk.named(profile).orElseThrow()));
    }
}
