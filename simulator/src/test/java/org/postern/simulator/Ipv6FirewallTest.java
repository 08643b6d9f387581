// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.testkit.ManualClock;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** WANIPv6FirewallControl:1, over IPv6 on loopback. */
@Timeout(60)
class Ipv6FirewallTest {
    private static final String OWN = "0:0:0:0:0:0:0:1";
    private static final String MAP_8003 =
            "0201000000000e10"
                    + "00000000000000000000000000000001"
                    + "00112233445566778899aabb"
                    + "060000001f431f43"
                    + "00000000000000000000000000000000";

    private final ManualClock clock = new ManualClock();
    private SimulatedRouter router;
    private SoapClient client;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                NetworkInterface.getByInetAddress(InetAddress.getByName("::1")) != null,
                "no IPv6 on loopback");
        RouterConfig config =
                TestNet.quiet()
                        .withControl(RouterProtocol.values())
                        .withPxpIpv6(true)
                        .withIpv6Firewall(true);
        router = SimulatedRouter.start(config, clock, line -> {});
        client = SoapClient.firewall(router.ipv6DescriptionUrl().orElseThrow());
    }

    @AfterEach
    void close() {
        if (router != null) {
            router.close();
        }
    }

    @Test
    void service_isDescribedWhereItIsAskedFor() throws Exception {
        String description = SoapClient.get(router.ipv6DescriptionUrl().orElseThrow());
        assertTrue(description.contains("WANIPv6FirewallControl:1"));
        try (SimulatedRouter plain = SimulatedRouter.start(TestNet.quiet())) {
            assertFalse(SoapClient.get(plain.descriptionUrl()).contains("WANIPv6FirewallControl"));
            assertTrue(plain.ipv6DescriptionUrl().isEmpty());
        }
    }

    @Test
    void status_saysThatPinholesAreAllowed() throws Exception {
        SoapClient.Answer status = client.call("GetFirewallStatus");
        assertEquals("1", status.value("FirewallEnabled"));
        assertEquals("1", status.value("InboundPinholeAllowed"));
    }

    @Test
    void pinhole_opensRenewsAndCloses() throws Exception {
        String id = client.pinhole("::1", 8003, 6, 3600).value("UniqueID");
        HeldMapping held = router.pinholes().get(0);
        assertEquals(
                List.of("TCP", 8003, OWN, 3600L),
                List.of(
                        held.protocol(),
                        held.internalPort(),
                        held.internalClient(),
                        held.leaseSeconds()));
        assertEquals(id, client.pinhole("::1", 8003, 6, 60).value("UniqueID"));
        assertEquals(60, router.pinholes().get(0).leaseSeconds());
        client.call("UpdatePinhole", "UniqueID", id, "NewLeaseTime", "7200");
        assertEquals(7200, router.pinholes().get(0).leaseSeconds());
        assertEquals(709, client.call("CheckPinholeWorking", "UniqueID", id).code());
        assertEquals(200, client.call("DeletePinhole", "UniqueID", id).status());
        assertEquals(List.of(), router.pinholes());
        assertEquals(704, client.call("DeletePinhole", "UniqueID", id).code());
        assertEquals(501, client.call("GetPinholePackets", "UniqueID", id).code());
    }

    @Test
    void pinhole_endsWithItsLease() throws Exception {
        client.pinhole("::1", 8003, 17, 60);
        clock.advance(Duration.ofSeconds(60));
        assertEquals(List.of(), router.pinholes());
    }

    @Test
    void otherAddressThanTheCallers_isRefused() throws Exception {
        assertEquals(606, client.pinhole("2001:db8::1", 8003, 6, 3600).code());
        SoapClient overIpv4 = SoapClient.firewall(router.descriptionUrl());
        assertEquals(606, overIpv4.pinhole("::1", 8003, 6, 3600).code());
        client.pinhole("::1", 8003, 6, 3600);
        assertEquals(606, overIpv4.call("DeletePinhole", "UniqueID", "1").code());
    }

    @Test
    void wildcards_areRefused() throws Exception {
        assertEquals(706, client.pinhole("::1", 0, 6, 3600).code());
        assertEquals(707, client.pinhole("::1", 8003, 65_535, 3600).code());
        assertEquals(708, client.pinhole("", 8003, 6, 3600).code());
        assertEquals(705, client.pinhole("::1", 8003, 132, 3600).code());
        assertEquals(402, client.pinhole("::1", 8003, 6, 86_401).code());
    }

    @Test
    void pinholeOfPcp_hasAnIdToo() throws Exception {
        assertEquals(0, pcp(MAP_8003));
        SoapClient.Answer packets = client.call("GetPinholePackets", "UniqueID", "1");
        assertEquals("0", packets.value("PinholePackets"));
        assertEquals("PCP MAP 00112233445566778899aabb", router.pinholes().get(0).description());
        assertEquals("2", client.pinhole("::1", 8004, 6, 3600).value("UniqueID"));
    }

    @Test
    void pinholeOfUpnp_isNotTakenOverByPcp() throws Exception {
        client.pinhole("::1", 8003, 6, 3600);
        assertEquals(2, pcp(MAP_8003));
    }

    @Test
    void hostWithoutBrackets_isUnknown() throws Exception {
        URI description = router.ipv6DescriptionUrl().orElseThrow();
        try (Socket socket = new Socket("::1", description.getPort())) {
            RawHttp.send(
                    socket,
                    "GET /rootDesc.xml HTTP/1.1\r\nHost: ::1:"
                            + description.getPort()
                            + "\r\nConnection: close\r\n\r\n");
            String reply =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(reply.startsWith("HTTP/1.1 404 "), reply);
        }
    }

    /** Sends a PCP request, and returns the result code. */
    private int pcp(String request) throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("::1"))) {
            byte[] bytes = HexFormat.of().parseHex(request);
            socket.setSoTimeout(15_000);
            socket.send(
                    new DatagramPacket(bytes, bytes.length, router.pxpIpv6Address().orElseThrow()));
            DatagramPacket reply = new DatagramPacket(new byte[100], 100);
            socket.receive(reply);
            return reply.getData()[3];
        }
    }
}
