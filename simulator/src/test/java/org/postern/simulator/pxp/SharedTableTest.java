// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.simulator.HeldMapping;
import org.postern.simulator.RouterProtocol;
import org.postern.simulator.SimulatedRouter;
import org.postern.simulator.SoapClient;
import org.postern.simulator.TestNet;
import org.postern.testkit.ManualClock;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/** UPnP, PCP and NAT-PMP open ports in one table, as on miniupnpd. */
@Timeout(60)
class SharedTableTest {
    /** The client of UPnP, whose calls come from this address. */
    private static final String CALLER = "127.0.0.1";

    private static final int PORT = 7000;
    private static final int HOUR = 3600;

    private final ManualClock clock = new ManualClock();
    private SimulatedRouter router;
    private PxpClient client;
    private PxpClient other;
    private SoapClient upnp;

    @BeforeEach
    void start() throws Exception {
        router =
                SimulatedRouter.start(
                        TestNet.quiet().withControl(RouterProtocol.values()), clock, line -> {});
        client = new PxpClient(router, CALLER);
        other = new PxpClient(router, "127.0.0.77");
        upnp = SoapClient.connection(router, 1);
    }

    @AfterEach
    void close() {
        client.close();
        other.close();
        router.close();
    }

    @Test
    void list_showsTheMappingsOfAllProtocols() throws Exception {
        client.ask(client.map(PxpClient.UDP, PORT, 0, HOUR, PxpClient.NONCE));
        client.ask(client.natPmpMap(2, 7010, 7011, HOUR));
        SoapClient.Answer pcp = upnp.call("GetGenericPortMappingEntry", "NewPortMappingIndex", "0");
        assertEquals("PCP MAP xxxxxxxxxxxxxxxxxxxxxxxx", pcp.value("NewPortMappingDescription"));
        assertEquals("7000", pcp.value("NewExternalPort"));
        assertEquals("UDP", pcp.value("NewProtocol"));
        assertEquals("3600", pcp.value("NewLeaseDuration"));
        SoapClient.Answer natPmp = upnp.keyed("GetSpecificPortMappingEntry", "TCP", 7011);
        assertEquals("NAT-PMP 7011 TCP", natPmp.value("NewPortMappingDescription"));
        assertEquals("7010", natPmp.value("NewInternalPort"));
        assertEquals(CALLER, natPmp.value("NewInternalClient"));
    }

    @Test
    void router_tellsTestsTheNonce() throws Exception {
        client.ask(client.map(PxpClient.UDP, PORT, 0, HOUR, PxpClient.NONCE));
        assertEquals(List.of("PCP MAP " + PxpClient.NONCE), descriptions());
        assertEquals(List.of("PCP MAP"), router.requests());
    }

    @Test
    void upnp_deletesMappingsOfTheSameClient() throws Exception {
        client.ask(client.map(PxpClient.UDP, PORT, 0, HOUR, PxpClient.NONCE));
        client.ask(client.natPmpMap(2, 7010, 7010, HOUR));
        assertEquals(200, upnp.delete("UDP", PORT).status());
        assertEquals(200, upnp.delete("TCP", 7010).status());
        assertEquals(List.of(), router.mappings());
    }

    @Test
    void upnp_deletesNoMappingOfAnotherClient() throws Exception {
        other.ask(other.map(PxpClient.UDP, PORT, 0, HOUR, PxpClient.NONCE));
        assertEquals(606, upnp.delete("UDP", PORT).code());
        assertEquals(1, router.mappings().size());
    }

    @Test
    void upnp_changesOnlyTheLeaseOfAMappingOfPcp() throws Exception {
        client.ask(client.map(PxpClient.UDP, PORT, 0, 7200, PxpClient.NONCE));
        assertEquals(200, upnp.add("UDP", PORT, CALLER, PORT, 600).status());
        HeldMapping held = router.mappings().get(0);
        assertEquals("PCP MAP " + PxpClient.NONCE, held.description());
        assertEquals(600, held.leaseSeconds());
    }

    @Test
    void pcpAndNatPmp_takeMappingsOfTheSameClientOver() throws Exception {
        upnp.add("UDP", PORT, CALLER, PORT, 600);
        client.ask(client.natPmpMap(1, PORT, PORT, 900));
        assertEquals(List.of("NAT-PMP 7000 UDP"), descriptions());
        client.ask(client.map(PxpClient.UDP, PORT, PORT, 1200, PxpClient.NONCE));
        assertEquals(List.of("PCP MAP " + PxpClient.NONCE), descriptions());
        assertEquals(1200, router.mappings().get(0).leaseSeconds());
    }

    @Test
    void portOfAnotherClient_isNotTaken() throws Exception {
        upnp.add("UDP", PORT, "127.0.0.78", PORT, 600);
        assertEquals(718, upnp.add("UDP", PORT, CALLER, PORT, 600).code());
        String reply = client.ask(client.map(PxpClient.UDP, PORT, PORT, HOUR, PxpClient.NONCE));
        assertEquals(7001, PxpClient.port(reply));
        assertEquals(718, upnp.add("UDP", 7001, "127.0.0.78", PORT, 600).code());
    }

    @Test
    void deletion_goesByInternalPortAndClosesTheNewest() throws Exception {
        client.ask(client.map(PxpClient.UDP, PORT, 7100, HOUR, PxpClient.NONCE));
        client.ask(client.map(PxpClient.UDP, PORT, 7200, HOUR, PxpClient.NONCE));
        client.ask(client.map(PxpClient.UDP, PORT, 0, 0, PxpClient.NONCE));
        assertEquals(List.of(7100), router.mappings().stream().map(m -> m.externalPort()).toList());
    }

    @Test
    void natPmp_deletesAllItsOwnOfAnInternalPort() throws Exception {
        client.ask(client.natPmpMap(1, PORT, 7100, HOUR));
        client.ask(client.natPmpMap(1, PORT, 7200, HOUR));
        client.ask(client.natPmpMap(2, PORT, 7200, HOUR));
        client.ask(client.map(PxpClient.UDP, PORT, 7300, HOUR, PxpClient.NONCE));
        client.ask(client.natPmpMap(1, PORT, 0, 0));
        assertEquals(List.of("NAT-PMP 7200 TCP", "PCP MAP " + PxpClient.NONCE), descriptions());
        client.ask(client.natPmpMap(1, 0, 0, 0));
        assertEquals(List.of("PCP MAP " + PxpClient.NONCE), descriptions());
    }

    @Test
    void firstNonce_deletesNothingOnceAnotherHasTakenOver() throws Exception {
        client.ask(client.map(PxpClient.UDP, PORT, 0, HOUR, PxpClient.NONCE));
        client.ask(client.map(PxpClient.UDP, PORT, PORT, HOUR, PxpClient.OTHER_NONCE));
        String refused = client.ask(client.map(PxpClient.UDP, PORT, 0, 0, PxpClient.NONCE));
        assertEquals(2, PxpClient.result(refused));
        assertEquals(1, router.mappings().size());
    }

    @Test
    void mapping_endsWithItsLease() throws Exception {
        String granted = client.ask(client.map(PxpClient.UDP, PORT, 0, 1, PxpClient.NONCE));
        assertEquals(120, PxpClient.lifetime(granted));
        client.ask(client.natPmpMap(1, 7010, 7010, 1));
        clock.advance(Duration.ofSeconds(2));
        assertEquals(List.of("PCP MAP " + PxpClient.NONCE), descriptions());
        clock.advance(Duration.ofSeconds(119));
        assertEquals(List.of(), router.mappings());
    }

    @Test
    void data_arrivesOverTcpAndUdp() throws Exception {
        InetAddress inside = InetAddress.getByName(CALLER);
        try (ServerSocket tcp = new ServerSocket(0, 1, inside);
                DatagramSocket udp = new DatagramSocket(0, inside);
                DatagramSocket outside = new DatagramSocket()) {
            String mapped =
                    client.ask(
                            client.map(
                                    PxpClient.TCP, tcp.getLocalPort(), 0, HOUR, PxpClient.NONCE));
            try (Socket from = new Socket(router.wanAddress(), PxpClient.port(mapped));
                    Socket accepted = tcp.accept()) {
                from.getOutputStream().write('p');
                assertEquals('p', accepted.getInputStream().read());
            }
            client.ask(client.natPmpMap(1, udp.getLocalPort(), udp.getLocalPort(), HOUR));
            byte[] sent = "hello".getBytes(US_ASCII);
            outside.send(
                    new DatagramPacket(sent, sent.length, router.wanAddress(), udp.getLocalPort()));
            DatagramPacket arrived = new DatagramPacket(new byte[10], 10);
            udp.setSoTimeout(15_000);
            udp.receive(arrived);
            assertEquals(sent.length, arrived.getLength());
        }
    }

    private List<String> descriptions() {
        return router.mappings().stream().map(HeldMapping::description).toList();
    }
}
