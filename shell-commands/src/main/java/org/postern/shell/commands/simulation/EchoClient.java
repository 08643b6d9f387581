// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The outside host of the demo: sends a line to a port and waits for the reply. */
final class EchoClient {
    static final int LINE_LENGTH = 256;

    private static final int ANSWER_MILLIS = 2_000;
    private static final int SILENCE_MILLIS = 500;

    private EchoClient() {}

    /** Empty when the port is closed or nothing comes back. */
    static Optional<String> overTcp(int port, String line) throws InterruptedException {
        try (SocketChannel channel = SocketChannel.open()) {
            Socket socket = channel.socket();
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.connect(new InetSocketAddress(LoopbackPorts.address(), port), ANSWER_MILLIS);
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            return Optional.of(readLine(socket.getInputStream())).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            return silence();
        }
    }

    /** Empty when the port is closed or nothing comes back. */
    static Optional<String> overUdp(int port, String line) throws InterruptedException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(new InetSocketAddress(LoopbackPorts.address(), port));
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

    /** Reads up to the end of the line or the stream, {@link #LINE_LENGTH} bytes at most. */
    static String readLine(InputStream stream) throws IOException {
        StringBuilder line = new StringBuilder();
        int octet = stream.read();
        while (octet >= 0 && octet != '\n' && line.length() < LINE_LENGTH) {
            line.append((char) octet);
            octet = stream.read();
        }
        return line.toString();
    }

    /** An interrupt closes the channel, which then throws an IOException. */
    private static Optional<String> silence() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return Optional.empty();
    }
}
