// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.pcp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What any client of PCP must do at least: a socket, one request made beforehand, and its reply, of
 * which only the result code is read.
 *
 * @param router where PCP is spoken, at its usual port
 * @param client this machine's IPv4 address there
 */
record BarePcp(InetAddress router, InetAddress client) {
    private static final int SERVER_PORT = 5351;
    private static final int TIMEOUT = 2000;
    private static final int MAP_LENGTH = 60;
    private static final int LARGEST = 1100;
    private static final int LEASE = 3600;
    private static final byte[] NONCE = "benchmark...".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6887 sections 7.1 and 11.1. */
    byte[] open(int port) {
        return map(port, LEASE);
    }

    byte[] close(int port) {
        return map(port, 0);
    }

    /** Sends a request, and waits for the reply. */
    void exchange(byte[] request) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(TIMEOUT);
            socket.connect(router, SERVER_PORT);
            socket.send(new DatagramPacket(request, request.length));
            byte[] reply = new byte[LARGEST];
            socket.receive(new DatagramPacket(reply, reply.length));
            if (reply[3] != 0) {
                throw new IOException("PCP result " + reply[3]);
            }
        }
    }

    private byte[] map(int port, int seconds) {
        ByteBuffer request = ByteBuffer.allocate(MAP_LENGTH);
        request.put((byte) 2).put((byte) 1).putShort((short) 0).putInt(seconds);
        put(request, client.getAddress());
        request.put(NONCE).put((byte) 6).put(new byte[3]);
        request.putShort((short) port).putShort((short) port);
        put(request, new byte[4]);
        return request.array();
    }

    /** An IPv4 address in 16 bytes. */
    private static void put(ByteBuffer request, byte[] ipv4) {
        request.put(new byte[10]).put((byte) 0xff).put((byte) 0xff).put(ipv4);
    }
}
