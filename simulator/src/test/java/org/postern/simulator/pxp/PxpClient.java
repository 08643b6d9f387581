// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.postern.simulator.SimulatedRouter;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Sends packets in hex from an address of its own. */
final class PxpClient implements AutoCloseable {
    static final String NONCE = "00112233445566778899aabb";
    static final String OTHER_NONCE = "ffeeddccbbaa998877665544";
    static final int UDP = 17;
    static final int TCP = 6;

    private static final String NAT_PMP_ADDRESS = "0000";
    private static final String IPV4 = "00000000000000000000ffff";
    private static final int HANG_GUARD_MILLIS = 15_000;

    private final DatagramSocket socket;
    private final InetSocketAddress server;
    private final String own;

    /** Asks from any loopback address, which counts as a host of its own. */
    PxpClient(SimulatedRouter router, String own) throws IOException {
        this(
                own.contains(":")
                        ? router.pxpIpv6Address().orElseThrow()
                        : router.pxpAddress().orElseThrow(),
                InetAddress.getByName(own));
    }

    private PxpClient(InetSocketAddress server, InetAddress own) throws IOException {
        this.server = server;
        String hex = HexFormat.of().formatHex(own.getAddress());
        this.own = hex.length() == 8 ? IPV4 + hex : hex;
        socket = new DatagramSocket(0, own);
        socket.setSoTimeout(HANG_GUARD_MILLIS);
    }

    /** Whether loopback has IPv6. */
    static boolean hasIpv6() {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getByName("::1"))) {
            return probe.isBound();
        } catch (IOException none) {
            return false;
        }
    }

    /** Its address as PCP writes it. */
    String own() {
        return own;
    }

    /** Sends a request, and returns the next packet that comes. */
    String ask(String request) throws IOException {
        send(request);
        return next();
    }

    void send(String request) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(request);
        socket.send(new DatagramPacket(bytes, bytes.length, server));
    }

    String next() throws IOException {
        DatagramPacket packet = receive();
        assertEquals(server, packet.getSocketAddress());
        return hex(packet);
    }

    /** A reply that does not come from the address that was asked. */
    String nextFromElsewhere() throws IOException {
        DatagramPacket packet = receive();
        assertNotEquals(server.getAddress(), packet.getAddress());
        return hex(packet);
    }

    /** Fails if a request is answered, which a later one is before it. */
    void assertSilent(String request) throws IOException {
        boolean ipv6 = !own.startsWith(IPV4);
        send(request);
        String after = ask(ipv6 ? announce() : NAT_PMP_ADDRESS);
        assertEquals(ipv6 ? "0280" : "0080", after.substring(0, 4));
    }

    String announce() {
        return "02000000" + "00000000" + own;
    }

    /** A MAP request that suggests a port, and no address. */
    String map(int protocol, int internalPort, int suggestedPort, long lifetime, String nonce) {
        return "02010000"
                + String.format("%08x", lifetime)
                + own
                + nonce
                + String.format("%02x000000%04x%04x", protocol, internalPort, suggestedPort)
                + (own.startsWith(IPV4) ? IPV4 + "00000000" : "0".repeat(32));
    }

    String natPmpMap(int opcode, int internalPort, int suggestedPort, long lifetime) {
        return String.format(
                "00%02x0000%04x%04x%08x", opcode, internalPort, suggestedPort, lifetime);
    }

    /** The result code of a reply of either protocol. */
    static int result(String reply) {
        return number(reply, reply.startsWith("00") ? 2 : 3, 4);
    }

    /** The port that a MAP reply assigns. */
    static int port(String reply) {
        return number(reply, 42, 44);
    }

    static long lifetime(String reply) {
        return Long.parseLong(reply.substring(8, 16), 16);
    }

    static long epoch(String reply) {
        int at = reply.startsWith("00") ? 8 : 16;
        return Long.parseLong(reply.substring(at, at + 8), 16);
    }

    private static int number(String reply, int from, int to) {
        return Integer.parseInt(reply.substring(2 * from, 2 * to), 16);
    }

    private DatagramPacket receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
        socket.receive(packet);
        return packet;
    }

    private static String hex(DatagramPacket packet) {
        return HexFormat.of().formatHex(Arrays.copyOf(packet.getData(), packet.getLength()));
    }

    @Override
    public void close() {
        socket.close();
    }
}
