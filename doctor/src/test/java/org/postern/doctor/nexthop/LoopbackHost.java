// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * A host on an address of loopback that nobody else uses, with UDP services at the ports of
 * gateways. Where it has no service, the kernel refuses.
 */
final class LoopbackHost implements AutoCloseable {
    private static final int BUFFER = 1500;

    private final InetAddress address;
    private final List<DatagramSocket> sockets = new ArrayList<>();
    private final List<byte[]> received = new CopyOnWriteArrayList<>();

    LoopbackHost() throws IOException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        address =
                InetAddress.getByAddress(
                        new byte[] {
                            127,
                            (byte) random.nextInt(1, 255),
                            (byte) random.nextInt(1, 255),
                            (byte) random.nextInt(1, 255)
                        });
    }

    InetAddress address() {
        return address;
    }

    /** What arrived at any service, in order. */
    List<byte[]> received() {
        return received;
    }

    /** Takes what arrives at a port, and answers with what the function makes of each datagram. */
    void serve(int port, Function<byte[], Iterable<byte[]>> answers) throws SocketException {
        DatagramSocket socket = new DatagramSocket(port, address);
        sockets.add(socket);
        Thread thread = new Thread(() -> run(socket, answers), "loopback-host");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes what arrives, and never answers. */
    void swallow(int port) throws SocketException {
        serve(port, datagram -> List.of());
    }

    /** Answers the first datagram at a port, and never stops. */
    void flood(int port, byte[] answer) throws SocketException {
        serve(
                port,
                datagram ->
                        () ->
                                new Iterator<>() {
                                    @Override
                                    public boolean hasNext() {
                                        return true;
                                    }

                                    @Override
                                    public byte[] next() {
                                        return answer;
                                    }
                                });
    }

    private void run(DatagramSocket socket, Function<byte[], Iterable<byte[]>> answers) {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[BUFFER], BUFFER);
                socket.receive(packet);
                byte[] datagram = Arrays.copyOf(packet.getData(), packet.getLength());
                received.add(datagram);
                for (byte[] each : answers.apply(datagram)) {
                    socket.send(new DatagramPacket(each, each.length, packet.getSocketAddress()));
                }
            }
        } catch (SocketException e) {
            // Closed.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sockets.forEach(DatagramSocket::close);
    }
}
