// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.fakes.Fakes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;

/** A gateway that really forwards, on 127.0.0.1, one exchange at a time. */
public final class RelayingGateway extends ModelGateway {
    private static final InetAddress LOOPBACK = Fakes.address("127.0.0.1");

    private final Map<String, AutoCloseable> open = new HashMap<>();
    public boolean broken;
    public boolean leaky;

    public RelayingGateway() {
        super(Fakes.info());
    }

    @Override
    public MappingResult map(MappingRequest request) throws GatewayException, InterruptedException {
        MappingResult result = super.map(request);
        PortKey key = request.keys().get(0);
        int from = key.externalPort();
        int to = request.effectiveInternalPort();
        if (!broken) {
            try {
                open.put(
                        key.protocol() + " " + from,
                        key.protocol() == Protocol.TCP ? tcp(from, to) : udp(from, to));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return result;
    }

    @Override
    public void unmap(PortKey key) throws GatewayException, InterruptedException {
        super.unmap(key);
        if (!leaky) {
            closeAll(key.protocol() + " " + key.externalPort());
        }
    }

    public void closeAll(String prefix) {
        open.forEach(
                (key, socket) -> {
                    try {
                        if (key.startsWith(prefix)) {
                            socket.close();
                        }
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static ServerSocket tcp(int from, int to) throws IOException {
        ServerSocket server = new ServerSocket(from, 1, LOOPBACK);
        launch(
                () -> {
                    while (true) {
                        try (Socket outside = server.accept();
                                Socket inside = new Socket(LOOPBACK, to)) {
                            // A close from another thread does not stop an accept at once.
                            if (server.isClosed()) {
                                return;
                            }
                            launch(
                                    () ->
                                            outside.getInputStream()
                                                    .transferTo(inside.getOutputStream()));
                            inside.getInputStream().transferTo(outside.getOutputStream());
                        }
                    }
                });
        return server;
    }

    private static DatagramSocket udp(int from, int to) throws IOException {
        DatagramSocket socket = new DatagramSocket(from, LOOPBACK);
        launch(
                () -> {
                    while (true) {
                        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                        socket.receive(packet);
                        SocketAddress client = packet.getSocketAddress();
                        packet.setSocketAddress(new InetSocketAddress(LOOPBACK, to));
                        socket.send(packet);
                        packet.setLength(512);
                        socket.receive(packet);
                        packet.setSocketAddress(client);
                        socket.send(packet);
                    }
                });
        return socket;
    }

    private static void launch(Step step) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                step.run();
                            } catch (IOException e) {
                                // Closed by the test.
                            }
                        },
                        "test-relay");
        thread.setDaemon(true);
        thread.start();
    }

    private interface Step {
        void run() throws IOException;
    }
}
