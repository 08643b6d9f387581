// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.fakes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A UDP server on a loopback address that answers each datagram as a test says. */
public final class StubServer implements AutoCloseable {
    private static final int LARGEST = 2000;

    private final DatagramSocket socket;
    private final InetSocketAddress address;
    private final List<byte[]> received = new CopyOnWriteArrayList<>();
    private volatile Function<byte[], List<byte[]>> answers;

    /** Starts at a port of the system's choice. */
    public StubServer(Function<byte[], List<byte[]>> answers) throws IOException {
        this(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), answers);
    }

    /** Starts at an address. */
    public StubServer(InetSocketAddress at, Function<byte[], List<byte[]>> answers)
            throws IOException {
        this.answers = answers;
        socket = new DatagramSocket(at);
        address = (InetSocketAddress) socket.getLocalSocketAddress();
        Thread thread = new Thread(this::run, "stub-pcp");
        thread.setDaemon(true);
        thread.start();
    }

    public void answers(Function<byte[], List<byte[]>> others) {
        answers = others;
    }

    public InetSocketAddress address() {
        return address;
    }

    /** What came so far. */
    public List<byte[]> received() {
        return List.copyOf(received);
    }

    private void run() {
        byte[] buffer = new byte[LARGEST];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] request = Arrays.copyOf(buffer, packet.getLength());
                received.add(request);
                for (byte[] each : answers.apply(request)) {
                    socket.send(new DatagramPacket(each, each.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
