// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.simulator.http.ReceivedRequest;
import org.postern.simulator.http.SentResponse;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class QuirkTest {
    private static final String CLIENT = "127.0.0.1";

    @ParameterizedTest
    @MethodSource("org.postern.simulator.Quirk#all")
    void everyQuirk_hasANameThatFindsItAndOneLine(Quirk quirk) {
        assertEquals(quirk, Quirk.named(quirk.optionName()).orElseThrow());
        assertTrue(quirk.optionName().matches("[a-z0-9-]+"));
        assertFalse(quirk.summary().isBlank() || quirk.summary().contains("\n"));
    }

    @ParameterizedTest
    @MethodSource("org.postern.simulator.Quirk#all")
    void everyQuirk_isKnownToItsChapter(Quirk quirk) {
        assertDoesNotThrow(() -> QuirkEffects.of(List.of(quirk)));
    }

    @Test
    void lease725_takesPermanentLeasesOnly() throws Exception {
        try (SimulatedRouter router = start(Quirk.LEASE_725)) {
            SoapClient client = SoapClient.connection(router, 1);
            int port = TestNet.freePort(router.wanAddress());
            assertEquals(725, client.add("UDP", port, CLIENT, 7000, 3600).code());
            assertTrue(router.mappings().isEmpty());
            assertEquals(200, client.add("UDP", port, CLIENT, 7000, 0).status());
        }
    }

    @Test
    void conflict718_holdsEveryPortBelow50000() throws Exception {
        try (SimulatedRouter router = start(Quirk.CONFLICT_718)) {
            SoapClient client = SoapClient.connection(router, 1);
            assertEquals(718, client.add("UDP", 8080, CLIENT, 7000, 0).code());
            assertEquals(718, client.add("TCP", 49_999, CLIENT, 7000, 0).code());
            assertEquals(200, client.add("UDP", 50_000, CLIENT, 7000, 0).status());
            assertEquals(1, router.mappings().size());
        }
    }

    @Test
    void conflict718_letsAddAnyFindAHigherPort() throws Exception {
        RouterConfig config = TestNet.quiet().withIgdVersion(2).withQuirks(Quirk.CONFLICT_718);
        try (SimulatedRouter router = SimulatedRouter.start(config)) {
            var answer =
                    SoapClient.connection(router, 2)
                            .mapping("AddAnyPortMapping", "", 8080, "TCP", 7000, CLIENT, "1", 0);
            assertTrue(Integer.parseInt(answer.value("NewReservedPort")) >= 50_000);
        }
    }

    @Test
    void noGateway_hasNoConnectionServiceAnywhere() throws Exception {
        try (SimulatedRouter router = start(Quirk.NO_GATEWAY)) {
            String description = SoapClient.get(router.descriptionUrl());
            assertTrue(description.contains("InternetGatewayDevice:1"));
            assertFalse(description.contains("WANIPConnection"));
            assertFalse(description.contains("WANConnectionDevice"));
            assertEquals(
                    404, SoapClient.connection(router, 1).call("GetExternalIPAddress").status());
        }
    }

    @Test
    void disconnected_saysSoAndHasNoAddress() throws Exception {
        try (SimulatedRouter router = start(Quirk.DISCONNECTED)) {
            SoapClient client = SoapClient.connection(router, 1);
            assertEquals("Disconnected", client.call("GetStatusInfo").value("NewConnectionStatus"));
            assertEquals(
                    "0.0.0.0", client.call("GetExternalIPAddress").value("NewExternalIPAddress"));
            assertEquals("0.0.0.0", router.externalAddress());
        }
    }

    @Test
    void privateAddress_isConnectedBehindAnotherRouter() throws Exception {
        try (SimulatedRouter router = start(Quirk.PRIVATE_ADDRESS)) {
            SoapClient client = SoapClient.connection(router, 1);
            assertEquals("Connected", client.call("GetStatusInfo").value("NewConnectionStatus"));
            String address = client.call("GetExternalIPAddress").value("NewExternalIPAddress");
            assertTrue(InetAddress.getByName(address).isSiteLocalAddress());
        }
    }

    @Test
    void slow_delaysEveryAnswerButGivesIt() throws Exception {
        ReceivedRequest any = new ReceivedRequest("GET", "/", Map.of(), new byte[0], localhost());
        RouterBehavior router = QuirkEffects.of(List.of(Quirk.SLOW));
        SentResponse held = router.http().response(any, SentResponse.status(200));
        assertEquals(Duration.ofMillis(700), held.delay());
        try (SimulatedRouter slow = start(Quirk.SLOW)) {
            assertTrue(SoapClient.get(slow.descriptionUrl()).contains("WANIPConnection"));
        }
    }

    @Test
    void mute_readsRequestsAndNeverAnswers() throws Exception {
        SimulatedRouter router = start(Quirk.MUTE);
        try (Socket socket = RawHttp.connect(router)) {
            RawHttp.send(socket, "GET /rootDesc.xml HTTP/1.1\r\n\r\n");
            TestNet.until("the request is seen", () -> !router.requests().isEmpty());
            assertEquals(0, socket.getInputStream().available());
            router.close();
            assertEquals(-1, socket.getInputStream().read());
        } finally {
            router.close();
        }
    }

    @Test
    void mute_isStillFoundOverSsdp() throws Exception {
        RouterConfig config =
                RouterConfig.standard()
                        .withNetworkInterface(TestNet.ownAddress())
                        .withQuirks(Quirk.MUTE);
        try (SimulatedRouter router = SimulatedRouter.start(config);
                SsdpProbe probe = new SsdpProbe(router.descriptionUrl().toString())) {
            probe.multicast(
                    "M-SEARCH * HTTP/1.1\r\nMAN: \"ssdp:discover\"\r\nMX: 1\r\nST: "
                            + router.udn()
                            + "\r\n\r\n");
            assertEquals(router.udn(), probe.answer().header("ST"));
        }
    }

    @Test
    void quirks_combine() throws Exception {
        try (SimulatedRouter router = start(Quirk.LEASE_725, Quirk.PRIVATE_ADDRESS)) {
            SoapClient client = SoapClient.connection(router, 1);
            assertEquals(725, client.add("UDP", 50_000, CLIENT, 7000, 1).code());
            assertNotEquals(
                    "203.0.113.7",
                    client.call("GetExternalIPAddress").value("NewExternalIPAddress"));
        }
    }

    private static SimulatedRouter start(Quirk... quirks) throws Exception {
        return SimulatedRouter.start(TestNet.quiet().withQuirks(quirks));
    }

    private static InetAddress localhost() {
        return InetAddress.getLoopbackAddress();
    }
}
