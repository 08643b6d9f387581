// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on loopback that does with each connection what a test says, on a thread per connection.
 */
final class StubServer implements AutoCloseable {
    /** What is done with a connection; it is closed afterwards. */
    interface Script {
        void serve(Socket connection) throws IOException, InterruptedException;
    }

    private final ServerSocket listening;
    private final Script script;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    private StubServer(ServerSocket listening, Script script) {
        this.listening = listening;
        this.script = script;
    }

    static StubServer start(Script script) throws IOException {
        return start("127.0.0.1", script);
    }

    static StubServer start(String address, Script script) throws IOException {
        InetAddress loopback = InetAddress.getByName(address);
        StubServer server = new StubServer(new ServerSocket(0, 200, loopback), script);
        server.startThread(server::accept);
        return server;
    }

    /** Accepts and then says nothing. */
    static StubServer hanging() throws IOException {
        return hanging("127.0.0.1");
    }

    static StubServer hanging(String address) throws IOException {
        return start(
                address,
                connection ->
                        connection.getInputStream().transferTo(OutputStream.nullOutputStream()));
    }

    /** Answers every request with the same bytes. */
    static StubServer answering(String answer) throws IOException {
        return answering("127.0.0.1", answer);
    }

    static StubServer answering(String address, String answer) throws IOException {
        return start(
                address,
                connection -> {
                    connection.getInputStream().read(new byte[4096]);
                    connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                });
    }

    HttpRequest get(Duration timeout) {
        return HttpRequest.get(
                URI.create("http://" + host() + ":" + listening.getLocalPort() + "/d.xml"),
                listening.getInetAddress(),
                timeout,
                DocumentEnd.of("root"));
    }

    private String host() {
        return listening.getInetAddress().getHostAddress();
    }

    int connectionCount() {
        return connections.size();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket connection = listening.accept();
                connections.add(connection);
                startThread(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            script.serve(connection);
        } catch (IOException | InterruptedException e) {
            // The test is over.
        }
    }

    private void startThread(Runnable work) {
        Thread thread = new Thread(work, "stub-server");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket each : connections) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.forEach(Thread::interrupt);
    }
}
