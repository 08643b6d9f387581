// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Programs on loopback that can be reached, or not. They end with the test. */
public final class LoopbackPrograms {
    public static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static final int LONGEST_DATAGRAM = 100;

    private final List<AutoCloseable> open = new ArrayList<>();

    /** Work of a thread of its own, which ends when its socket is closed. */
    public interface Work {
        void run() throws Exception;
    }

    /** The loopback address of IPv6; skips the test where there is none. */
    public static InetAddress ipv6() throws IOException {
        InetAddress address = InetAddress.getByName("::1");
        boolean there;
        try (ServerSocket socket = new ServerSocket(0, 1, address)) {
            there = socket.isBound();
        } catch (IOException e) {
            there = false;
        }
        assumeTrue(there, "no IPv6 here");
        return address;
    }

    /** To be closed with the others. */
    public <T extends AutoCloseable> T opened(T each) {
        open.add(each);
        return each;
    }

    /** The port of a TCP program that nobody has to answer for: the system accepts. */
    public int listening(InetAddress address) throws IOException {
        return opened(new ServerSocket(0, 50, address)).getLocalPort();
    }

    /** A port that refuses TCP connections: bound, so that nobody else gets it, and not listened on. */
    public int refusing() throws IOException {
        SocketChannel bound = opened(SocketChannel.open());
        bound.bind(new InetSocketAddress(LOOPBACK, 0));
        return ((InetSocketAddress) bound.getLocalAddress()).getPort();
    }

    /** A port where nobody listens, over either protocol, unless somebody takes it. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK);
                DatagramSocket udp = new DatagramSocket(socket.getLocalPort(), LOOPBACK)) {
            return udp.getLocalPort();
        }
    }

    /** The port of a UDP program that answers what comes; not at all with an empty answer. */
    public int answering(InetAddress address, UnaryOperator<byte[]> answer) throws IOException {
        DatagramSocket socket = opened(new DatagramSocket(0, address));
        thread(
                () -> {
                    while (true) {
                        answer(socket, answer);
                    }
                });
        return socket.getLocalPort();
    }

    private static void answer(DatagramSocket socket, UnaryOperator<byte[]> answer)
            throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[LONGEST_DATAGRAM], LONGEST_DATAGRAM);
        socket.receive(packet);
        byte[] data = answer.apply(Arrays.copyOf(packet.getData(), packet.getLength()));
        if (data.length > 0) {
            socket.send(new DatagramPacket(data, data.length, packet.getSocketAddress()));
        }
    }

    public static Thread thread(Work work) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                work.run();
                            } catch (Exception e) {
                                // The test has ended, and closed the socket.
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** At the end of the test. */
    public void end() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }
}
