// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;

class ForwarderLimitsTest {
    private static final int HANG_GUARD_MILLIS = 15_000;
    private static final InetAddress WAN = InetAddress.getLoopbackAddress();

    @Test
    void tcpConnectionBeyondTheLimit_isClosed() throws Exception {
        try (ServerSocket inside = new ServerSocket(0, 5, WAN);
                Forwarder forwarder = forwarder(1, Duration.ofHours(1))) {
            int port = open(forwarder, Transport.TCP, inside.getLocalPort());
            try (Socket first = new Socket(WAN, port);
                    Socket accepted = inside.accept();
                    Socket second = new Socket(WAN, port)) {
                second.setSoTimeout(HANG_GUARD_MILLIS);
                assertEquals(-1, second.getInputStream().read());
                accepted.getOutputStream().write(5);
                assertEquals(5, first.getInputStream().read());
            }
        }
    }

    @Test
    void idleTcpConnection_isClosed() throws Exception {
        try (ServerSocket inside = new ServerSocket(0, 5, WAN);
                Forwarder forwarder = forwarder(4, Duration.ofMillis(1))) {
            int port = open(forwarder, Transport.TCP, inside.getLocalPort());
            try (Socket outside = new Socket(WAN, port)) {
                outside.setSoTimeout(HANG_GUARD_MILLIS);
                assertEquals(-1, outside.getInputStream().read());
            }
        }
    }

    @Test
    void udpPeerBeyondTheLimit_displacesTheOneSilentLongest() throws Exception {
        try (DatagramSocket inside = new DatagramSocket(0, WAN);
                DatagramSocket one = new DatagramSocket(0, WAN);
                DatagramSocket two = new DatagramSocket(0, WAN);
                Forwarder forwarder = forwarder(1, Duration.ofHours(1))) {
            int port = open(forwarder, Transport.UDP, inside.getLocalPort());
            SocketAddress before = seenInside(one, port, inside);
            assertEquals(before, seenInside(one, port, inside));
            seenInside(two, port, inside);
            assertNotEquals(before, seenInside(one, port, inside));
        }
    }

    @Test
    void closedForwarder_opensNothing() throws Exception {
        Forwarder forwarder = forwarder(1, Duration.ofHours(1));
        forwarder.close();
        assertThrows(IOException.class, () -> open(forwarder, Transport.TCP, 7000));
    }

    private static Forwarder forwarder(int limit, Duration idle) {
        Forwarder forwarder =
                new Forwarder(WAN, new Limits(limit, limit, idle, idle), new TrafficCounters());
        return forwarder;
    }

    private static int open(Forwarder forwarder, Transport transport, int target)
            throws IOException {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, WAN)) {
            port = probe.getLocalPort();
        }
        forwarder.open(
                new ForwardRule(
                        transport, port, new InetSocketAddress(WAN, target), Optional.empty()));
        return port;
    }

    private static SocketAddress seenInside(DatagramSocket peer, int port, DatagramSocket inside)
            throws IOException {
        inside.setSoTimeout(HANG_GUARD_MILLIS);
        peer.send(new DatagramPacket(new byte[1], 1, WAN, port));
        DatagramPacket got = new DatagramPacket(new byte[1], 1);
        inside.receive(got);
        return got.getSocketAddress();
    }
}
