// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.simulation;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The server behind the opened port: answers each line over TCP and each datagram over UDP. Each
 * has a thread of its own, which ends when the server is closed.
 */
final class EchoServer implements AutoCloseable {
    static final String ANSWER = "echo of ";

    private static final int CLIENT_MILLIS = 2_000;

    private final ServerSocket tcp;
    private final DatagramSocket udp;

    private EchoServer(ServerSocket tcp, DatagramSocket udp) {
        this.tcp = tcp;
        this.udp = udp;
    }

    static EchoServer start() throws IOException {
        int port = LoopbackPorts.freePort();
        ServerSocket tcp = new ServerSocket(port, 1, LoopbackPorts.address());
        try {
            EchoServer server =
                    new EchoServer(tcp, new DatagramSocket(port, LoopbackPorts.address()));
            launch(server::serveTcp, "postern-demo-tcp");
            launch(server::serveUdp, "postern-demo-udp");
            return server;
        } catch (IOException e) {
            tcp.close();
            throw e;
        }
    }

    int port() {
        return tcp.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }

    private static void launch(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try (Socket client = tcp.accept()) {
                client.setSoTimeout(CLIENT_MILLIS);
                String line = EchoClient.readLine(client.getInputStream());
                client.getOutputStream().write(answer(line + "\n"));
            } catch (IOException e) {
                // The client disconnected, or the server was closed, which ends the loop.
            }
        }
    }

    private void serveUdp() {
        byte[] buffer = new byte[EchoClient.LINE_LENGTH];
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                String line = new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8);
                byte[] answer = answer(line);
                udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                // The server was closed, which ends the loop.
            }
        }
    }

    private static byte[] answer(String line) {
        return (ANSWER + line).getBytes(StandardCharsets.UTF_8);
    }
}
