// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.testkit.ManualClock;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;

class ForwardingTest {
    private static final int HANG_GUARD_MILLIS = 15_000;
    private static final String CLIENT = "127.0.0.1";

    private final ManualClock clock = new ManualClock();
    private SimulatedRouter router;
    private SoapClient soap;
    private ServerSocket inside;
    private DatagramSocket udpInside;
    private int port;

    @BeforeEach
    void start() throws Exception {
        router = SimulatedRouter.start(TestNet.quiet(), clock, line -> {});
        soap = SoapClient.connection(router, 1);
        inside = new ServerSocket(0, 8, InetAddress.getByName(CLIENT));
        inside.setSoTimeout(HANG_GUARD_MILLIS);
        udpInside = new DatagramSocket(0, InetAddress.getByName(CLIENT));
        udpInside.setSoTimeout(HANG_GUARD_MILLIS);
        port = TestNet.freePort(router.wanAddress());
    }

    @AfterEach
    void close() throws IOException {
        router.close();
        inside.close();
        udpInside.close();
    }

    @Test
    void tcp_crossesBothWaysWithItsEnds() throws Exception {
        soap.add("TCP", port, CLIENT, inside.getLocalPort(), 0);
        byte[] much = new byte[300_000];
        java.util.Arrays.fill(much, (byte) 7);
        try (Socket outside = outside();
                Socket accepted = inside.accept()) {
            outside.getOutputStream().write("from outside".getBytes(UTF_8));
            outside.shutdownOutput();
            assertEquals(
                    "from outside", new String(accepted.getInputStream().readAllBytes(), UTF_8));
            Thread writer = new Thread(() -> writeAndEnd(accepted, much));
            writer.start();
            assertArrayEquals(much, outside.getInputStream().readAllBytes());
            writer.join(HANG_GUARD_MILLIS);
        }
    }

    @Test
    void counters_countWhatCrossed() throws Exception {
        tcp_crossesBothWaysWithItsEnds();
        SoapClient common = SoapClient.common(router);
        assertEquals("12", common.call("GetTotalBytesReceived").value("NewTotalBytesReceived"));
        assertEquals("300000", common.call("GetTotalBytesSent").value("NewTotalBytesSent"));
        String in = common.call("GetTotalPacketsReceived").value("NewTotalPacketsReceived");
        String out = common.call("GetTotalPacketsSent").value("NewTotalPacketsSent");
        assertTrue(Integer.parseInt(in) > 0 && Integer.parseInt(out) > 0);
    }

    @Test
    void delete_endsLiveConnectionsAndRefusesNewOnes() throws Exception {
        soap.add("TCP", port, CLIENT, inside.getLocalPort(), 0);
        try (Socket outside = outside();
                Socket accepted = inside.accept()) {
            soap.delete("TCP", port);
            assertEquals(-1, readOrReset(accepted));
            assertEquals(-1, readOrReset(outside));
            assertThrows(ConnectException.class, this::outside);
        }
    }

    /** As a file that is shared once: its last bytes may be on their way when the port is closed. */
    @Test
    void delete_letsOutWhatTheClientHasSent() throws Exception {
        byte[] file = new byte[100_000];
        java.util.Arrays.fill(file, (byte) 7);
        for (int round = 0; round < 20; round++) {
            soap.add("TCP", port, CLIENT, inside.getLocalPort(), 0);
            try (Socket outside = outside();
                    Socket accepted = inside.accept()) {
                writeAndEnd(accepted, file);
                soap.delete("TCP", port);
                assertArrayEquals(file, outside.getInputStream().readAllBytes());
            }
        }
    }

    @Test
    void expiredLease_closesThePortUnasked() throws Exception {
        soap.add("TCP", port, CLIENT, inside.getLocalPort(), 120);
        try (Socket outside = outside();
                Socket accepted = inside.accept()) {
            clock.advance(Duration.ofSeconds(119));
            assertEquals(1, router.mappings().get(0).leaseSeconds());
            clock.advance(Duration.ofSeconds(1));
            assertEquals(-1, readOrReset(accepted));
            assertEquals(-1, readOrReset(outside));
            assertTrue(router.mappings().isEmpty());
            assertThrows(ConnectException.class, this::outside);
        }
    }

    @Test
    void overwriting_leadsToTheNewTarget() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(CLIENT))) {
            soap.add("TCP", port, CLIENT, inside.getLocalPort(), 0);
            soap.add("TCP", port, CLIENT, other.getLocalPort(), 0);
            other.setSoTimeout(HANG_GUARD_MILLIS);
            try (Socket outside = outside();
                    Socket accepted = other.accept()) {
                accepted.getOutputStream().write(1);
                assertEquals(1, outside.getInputStream().read());
            }
        }
    }

    @Test
    void renewal_keepsLiveConnections() throws Exception {
        soap.add("TCP", port, CLIENT, inside.getLocalPort(), 120);
        try (Socket outside = outside();
                Socket accepted = inside.accept()) {
            soap.add("TCP", port, CLIENT, inside.getLocalPort(), 600);
            accepted.getOutputStream().write(1);
            assertEquals(1, outside.getInputStream().read());
        }
    }

    @Test
    void disabledMapping_isHeldButForwardsNothing() throws Exception {
        String to = CLIENT;
        int target = inside.getLocalPort();
        soap.mapping("AddPortMapping", "", port, "TCP", target, to, "0", 0);
        assertEquals(false, router.mappings().get(0).enabled());
        assertThrows(ConnectException.class, this::outside);
        soap.mapping("AddPortMapping", "", port, "TCP", target, to, "1", 0);
        outside().close();
        soap.mapping("AddPortMapping", "", port, "TCP", target, to, "0", 0);
        assertThrows(ConnectException.class, this::outside);
    }

    @Test
    void clientThatDoesNotListen_resetsTheOutside() throws Exception {
        int silent = TestNet.freePort(InetAddress.getByName(CLIENT));
        soap.add("TCP", port, CLIENT, silent, 0);
        try (Socket outside = outside()) {
            assertEquals(-1, readOrReset(outside));
        } catch (ConnectException e) {
            throw e;
        } catch (SocketException e) {
            // The reset came before the connection was seen to come about.
        }
    }

    @Test
    void remoteHost_isTheOnlyOneLetThrough() throws Exception {
        soap.mapping(
                "AddPortMapping",
                "198.51.100.1",
                port,
                "TCP",
                inside.getLocalPort(),
                CLIENT,
                "1",
                0);
        assertEquals("198.51.100.1", router.mappings().get(0).remoteHost());
        try (Socket outside = outside()) {
            assertEquals(-1, readOrReset(outside));
        }
    }

    @Test
    void udp_answersEachPeerThroughItsOwnSession() throws Exception {
        soap.add("UDP", port, CLIENT, udpInside.getLocalPort(), 0);
        try (DatagramSocket one = udpOutside();
                DatagramSocket two = udpOutside()) {
            exchange(one, "one");
            exchange(two, "two");
            exchange(one, "one again");
        }
    }

    @Test
    void udpAfterDelete_crossesNoMore() throws Exception {
        soap.add("UDP", port, CLIENT, udpInside.getLocalPort(), 0);
        try (DatagramSocket outside = udpOutside()) {
            exchange(outside, "before");
            soap.delete("UDP", port);
            int second = TestNet.freePort(router.wanAddress());
            send(outside, "closed", port);
            // A datagram sent later through an open port arrives first: the other was not queued.
            soap.add("UDP", second, CLIENT, udpInside.getLocalPort(), 0);
            send(outside, "marker", second);
            assertEquals("marker", text(receive(udpInside)));
        }
    }

    @Test
    void twoRouters_keepTheirPortsApart() throws Exception {
        try (SimulatedRouter other = SimulatedRouter.start(TestNet.quiet())) {
            assertEquals(200, soap.add("TCP", port, CLIENT, 7000, 0).status());
            SoapClient second = SoapClient.connection(other, 1);
            assertEquals(200, second.add("TCP", port, CLIENT, 7000, 0).status());
        }
    }

    private void exchange(DatagramSocket outside, String question) throws IOException {
        send(outside, question, port);
        DatagramPacket asked = receive(udpInside);
        assertEquals(question, text(asked));
        byte[] reply = ("to " + question).getBytes(UTF_8);
        udpInside.send(new DatagramPacket(reply, reply.length, asked.getSocketAddress()));
        DatagramPacket answered = receive(outside);
        assertEquals("to " + question, text(answered));
        assertEquals(port, answered.getPort());
        assertEquals(router.wanAddress(), answered.getAddress());
    }

    private Socket outside() throws IOException {
        Socket socket = new Socket(router.wanAddress(), port);
        socket.setSoTimeout(HANG_GUARD_MILLIS);
        return socket;
    }

    private static DatagramSocket udpOutside() throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        socket.setSoTimeout(HANG_GUARD_MILLIS);
        return socket;
    }

    private void send(DatagramSocket from, String text, int toPort) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        from.send(new DatagramPacket(bytes, bytes.length, router.wanAddress(), toPort));
    }

    private static DatagramPacket receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        socket.receive(packet);
        return packet;
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), UTF_8);
    }

    private static int readOrReset(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketException reset) {
            return -1;
        }
    }

    private static void writeAndEnd(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
