// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.util.Arrays;
import java.util.HexFormat;

/** Receives what one server announces to 224.0.0.1 on the loopback interface. */
final class GroupListener implements AutoCloseable {
    private static final int HANG_GUARD_MILLIS = 15_000;

    private final MulticastSocket socket;
    private final InetAddress server;

    GroupListener(int port, String server) throws IOException {
        this.server = InetAddress.getByName(server);
        InetAddress group = InetAddress.getByName("224.0.0.1");
        socket = new MulticastSocket(new InetSocketAddress(group, port));
        socket.joinGroup(
                new InetSocketAddress(group, port),
                NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()));
        socket.setSoTimeout(HANG_GUARD_MILLIS);
    }

    /** The next announcement, in hex. */
    String next() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
        do {
            socket.receive(packet);
        } while (!packet.getAddress().equals(server));
        return HexFormat.of().formatHex(Arrays.copyOf(packet.getData(), packet.getLength()));
    }

    @Override
    public void close() {
        socket.close();
    }
}
