// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.simulator.SoapClient.Answer;
import org.postern.testkit.ManualClock;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class Igd1ActionsTest {
    private static final String CLIENT = "127.0.0.1";

    private final ManualClock clock = new ManualClock();
    private SimulatedRouter router;
    private SoapClient client;
    private int port;

    @BeforeEach
    void start() throws Exception {
        router = SimulatedRouter.start(TestNet.quiet(), clock, line -> {});
        client = SoapClient.connection(router, 1);
        port = TestNet.freePort(router.wanAddress());
    }

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void statusActions_tellOfAConnectedLine() throws Exception {
        clock.advance(Duration.ofSeconds(90));
        assertEquals(
                Map.of(
                        "NewConnectionStatus", "Connected",
                        "NewLastConnectionError", "ERROR_NONE",
                        "NewUptime", "90"),
                client.call("GetStatusInfo").values());
        assertEquals(
                Map.of("NewConnectionType", "IP_Routed", "NewPossibleConnectionTypes", "IP_Routed"),
                client.call("GetConnectionTypeInfo").values());
        assertEquals(
                Map.of("NewRSIPAvailable", "0", "NewNATEnabled", "1"),
                client.call("GetNATRSIPStatus").values());
        assertEquals(
                Map.of("NewExternalIPAddress", "203.0.113.7"),
                client.call("GetExternalIPAddress").values());
    }

    @Test
    void linkProperties_areThoseOfAFixedLine() throws Exception {
        assertEquals(
                Map.of(
                        "NewWANAccessType", "Ethernet",
                        "NewLayer1UpstreamMaxBitRate", "50000000",
                        "NewLayer1DownstreamMaxBitRate", "200000000",
                        "NewPhysicalLinkStatus", "Up"),
                SoapClient.common(router).call("GetCommonLinkProperties").values());
    }

    @Test
    void mapping_isReadBackBothWays() throws Exception {
        assertEquals(200, client.add("TCP", port, CLIENT, 7000, 3600).status());
        clock.advance(Duration.ofSeconds(100));
        Answer specific = client.keyed("GetSpecificPortMappingEntry", "TCP", port);
        assertEquals(
                Map.of(
                        "NewInternalPort", "7000",
                        "NewInternalClient", CLIENT,
                        "NewEnabled", "1",
                        "NewPortMappingDescription", "a test",
                        "NewLeaseDuration", "3500"),
                specific.values());
        Answer generic = client.call("GetGenericPortMappingEntry", "NewPortMappingIndex", "0");
        assertEquals(
                List.of(
                        "NewRemoteHost",
                        "NewExternalPort",
                        "NewProtocol",
                        "NewInternalPort",
                        "NewInternalClient",
                        "NewEnabled",
                        "NewPortMappingDescription",
                        "NewLeaseDuration"),
                List.copyOf(generic.values().keySet()));
        assertEquals(Integer.toString(port), generic.value("NewExternalPort"));
        assertEquals(
                List.of(new HeldMapping("TCP", port, CLIENT, 7000, "a test", true, 3500, "")),
                router.mappings());
    }

    @Test
    void listEnds_with713() throws Exception {
        client.add("UDP", port, CLIENT, 7000, 0);
        String index = "NewPortMappingIndex";
        assertEquals(200, client.call("GetGenericPortMappingEntry", index, "0").status());
        assertEquals(713, client.call("GetGenericPortMappingEntry", index, "1").code());
        assertEquals(402, client.call("GetGenericPortMappingEntry", index, "-1").code());
    }

    @Test
    void leaseZero_isPermanent() throws Exception {
        client.add("UDP", port, CLIENT, 7000, 0);
        clock.advance(Duration.ofDays(4000));
        Answer held = client.keyed("GetSpecificPortMappingEntry", "UDP", port);
        assertEquals("0", held.value("NewLeaseDuration"));
    }

    @Test
    void sameClient_overwrites() throws Exception {
        client.add("TCP", port, CLIENT, 7000, 60);
        assertEquals(200, client.add("TCP", port, CLIENT, 7001, 0).status());
        assertEquals(1, router.mappings().size());
        assertEquals(7001, router.mappings().get(0).internalPort());
        assertEquals(0, router.mappings().get(0).leaseSeconds());
    }

    @Test
    void anotherClient_gets718AndChangesNothing() throws Exception {
        client.add("TCP", port, CLIENT, 7000, 60);
        assertEquals(718, client.add("TCP", port, "127.0.0.3", 7000, 60).code());
        assertEquals(CLIENT, router.mappings().get(0).internalClient());
    }

    @Test
    void tcpAndUdp_areDifferentPorts() throws Exception {
        client.add("TCP", port, CLIENT, 7000, 60);
        assertEquals(200, client.add("UDP", port, "127.0.0.3", 7000, 60).status());
        assertEquals(2, router.mappings().size());
    }

    @Test
    void delete_removesOnce() throws Exception {
        client.add("TCP", port, CLIENT, 7000, 60);
        assertEquals(714, client.delete("UDP", port).code());
        assertEquals(200, client.delete("TCP", port).status());
        assertEquals(714, client.delete("TCP", port).code());
        assertEquals(714, client.keyed("GetSpecificPortMappingEntry", "TCP", port).code());
        assertTrue(router.mappings().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0, TCP, 7000, 127.0.0.1, 1, 716",
        "'', 9000, TCP, 7000, '', 1, 715",
        "'', 9000, TCP, 0, 127.0.0.1, 1, 402",
        "'', 9000, SCTP, 7000, 127.0.0.1, 1, 402",
        "'', 9000, tcp, 7000, 127.0.0.1, 1, 402",
        "'', 65536, TCP, 7000, 127.0.0.1, 1, 402",
        "'', 9000, TCP, 7000, localhost, 1, 402",
        "'', 9000, TCP, 7000, 0.0.0.0, 1, 402",
        "'', 9000, TCP, 7000, 239.1.2.3, 1, 402",
        "'', 9000, TCP, 7000, 127.0.0.1, maybe, 402",
        "somewhere, 9000, TCP, 7000, 127.0.0.1, 1, 402",
    })
    void badArguments_areRefused(
            String remoteHost,
            int external,
            String protocol,
            int internal,
            String internalClient,
            String enabled,
            int code)
            throws Exception {
        Answer answer =
                client.mapping(
                        "AddPortMapping",
                        remoteHost,
                        external,
                        protocol,
                        internal,
                        internalClient,
                        enabled,
                        60);
        assertEquals(code, answer.code());
        assertTrue(router.mappings().isEmpty());
    }

    @Test
    void mappingOntoItself_isRefused() throws Exception {
        String wan = router.wanAddress().getHostAddress();
        assertEquals(402, client.add("TCP", port, wan, port, 60).code());
    }

    @Test
    void portThatCannotBeListenedOn_gives501AndIsNotHeld() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, router.wanAddress())) {
            assertEquals(501, client.add("TCP", taken.getLocalPort(), CLIENT, 7000, 60).code());
            assertTrue(router.mappings().isEmpty());
        }
    }

    @Test
    void actionsOfVersion2_areUnknown() throws Exception {
        Answer answer = client.mapping("AddAnyPortMapping", "", port, "TCP", 7000, CLIENT, "1", 60);
        assertEquals(401, answer.code());
    }

    @Test
    void descriptionWithMarkup_comesBackUnharmed() throws Exception {
        client.call(
                "AddPortMapping",
                "NewRemoteHost",
                "",
                "NewExternalPort",
                Integer.toString(port),
                "NewProtocol",
                "UDP",
                "NewInternalPort",
                "7000",
                "NewInternalClient",
                CLIENT,
                "NewEnabled",
                "true",
                "NewPortMappingDescription",
                "a <b> & \u00fc",
                "NewLeaseDuration",
                "0");
        assertEquals("a <b> & \u00fc", router.mappings().get(0).description());
        Answer held = client.keyed("GetSpecificPortMappingEntry", "UDP", port);
        assertEquals("a &lt;b&gt; &amp; \u00fc", held.value("NewPortMappingDescription"));
    }
}
