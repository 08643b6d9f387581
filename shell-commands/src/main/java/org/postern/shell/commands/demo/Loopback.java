// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What the demo's outside host does: sends a line to a port and waits for what comes back. */
final class Loopback {
    static final int LINE_LENGTH = 256;

    /** Below the ephemeral ports, so that a connection to a closed port cannot meet itself. */
    private static final int FIRST_PORT = 20_000;

    private static final int LAST_PORT = 29_999;
    private static final int TRIES = 100;
    private static final int ANSWER_MILLIS = 2_000;
    private static final int SILENCE_MILLIS = 500;

    private Loopback() {}

    static InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A port that nobody has, neither over TCP nor over UDP, a moment ago. */
    static int freePort() throws IOException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT + 1);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no free port from " + FIRST_PORT + " to " + LAST_PORT);
    }

    private static boolean isFree(int port) {
        try {
            new ServerSocket(port, 1, address()).close();
            new DatagramSocket(port, address()).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Empty when the port is closed or nothing comes back. */
    static Optional<String> overTcp(int port, String line) throws InterruptedException {
        try (SocketChannel channel = SocketChannel.open()) {
            Socket socket = channel.socket();
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.connect(new InetSocketAddress(address(), port), ANSWER_MILLIS);
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            return Optional.of(readLine(socket.getInputStream())).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            return silence();
        }
    }

    /** Empty when the port is closed or nothing comes back. */
    static Optional<String> overUdp(int port, String line) throws InterruptedException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(new InetSocketAddress(address(), port));
            DatagramSocket socket = channel.socket();
            socket.setSoTimeout(SILENCE_MILLIS);
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            socket.send(new DatagramPacket(bytes, bytes.length));
            DatagramPacket answer = new DatagramPacket(new byte[LINE_LENGTH], LINE_LENGTH);
            socket.receive(answer);
            return Optional.of(
                    new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return silence();
        }
    }

    /** Reads up to the end of a line, of the stream, or of what is bearable. */
    static String readLine(InputStream stream) throws IOException {
        StringBuilder line = new StringBuilder();
        int octet = stream.read();
        while (octet >= 0 && octet != '\n' && line.length() < LINE_LENGTH) {
            line.append((char) octet);
            octet = stream.read();
        }
        return line.toString();
    }

    /** An interrupted channel closes with an IOException of its own. */
    private static Optional<String> silence() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return Optional.empty();
    }
}
