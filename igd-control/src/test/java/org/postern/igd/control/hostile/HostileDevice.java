// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.hostile;

import org.postern.testkit.StubHttpDevice;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A device on a loopback address of its own that does with each connection what a test writes for
 * its path; where nothing is written, it keeps silent and the connection open.
 */
final class HostileDevice implements AutoCloseable {
    /** What is done with a connection once a request has come; it is closed afterwards. */
    interface Script {
        void serve(Socket connection, String request) throws IOException, InterruptedException;
    }

    /** The path of a script for all paths that have none. */
    static final String ELSEWHERE = "*";

    /** What nobody but a test would ask for. */
    private static final String SENTINEL = "/sentinel";

    private final StubHttpDevice device;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong sent = new AtomicLong();

    HostileDevice(String address) throws IOException {
        this(address, 0);
    }

    HostileDevice(String address, int port) throws IOException {
        device = StubHttpDevice.serving(address, port, this::serve);
    }

    /** An address that no other test of this machine uses at the same time. */
    static String freshAddress() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "127." + random.nextInt(1, 255) + "." + random.nextInt(256) + ".1";
    }

    static HostileDevice somewhere() throws IOException {
        return new HostileDevice(freshAddress());
    }

    HostileDevice on(String path, Script script) {
        scripts.put(path, script);
        return this;
    }

    /** Sends these bytes and closes. */
    HostileDevice saying(String path, String text) {
        return on(path, (connection, request) -> write(connection, text));
    }

    /** Answers as a web server should. */
    HostileDevice serving(String path, String document) {
        return saying(path, Answers.ok(document));
    }

    void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes for as long as the other side takes it, and counts. */
    void pour(Socket connection, String head, String endless) throws IOException {
        OutputStream out = connection.getOutputStream();
        write(connection, head);
        byte[] piece = endless.repeat(1 + 16_384 / endless.length()).getBytes();
        while (true) {
            out.write(piece);
            sent.addAndGet(piece.length);
        }
    }

    String address() {
        return device.address().getHostAddress();
    }

    int port() {
        return device.port();
    }

    URI url(String path) {
        return device.url(path);
    }

    /** Head and body of each request that came. */
    List<String> requests() {
        return requests;
    }

    /** The bytes that were poured. */
    long sent() {
        return sent.get();
    }

    /** Fails where anybody connected before; connections are accepted in their order. */
    void assertUntouched() throws IOException, InterruptedException {
        try (Socket own = new Socket(device.address(), port())) {
            own.getOutputStream().write(("GET " + SENTINEL + " HTTP/1.0\r\n\r\n").getBytes());
            // Closed by the other side once it was accepted.
            own.getInputStream().read();
        }
        if (device.connectionCount() != 1) {
            throw new AssertionError(
                    address() + ":" + port() + " was connected to, and heard " + requests);
        }
    }

    private void serve(Socket connection, StubHttpDevice.Request request)
            throws IOException, InterruptedException {
        requests.add(request.text());
        if (!request.path().equals(SENTINEL)) {
            Script silent = (any, asked) -> new CountDownLatch(1).await();
            Script elsewhere = scripts.getOrDefault(ELSEWHERE, silent);
            scripts.getOrDefault(request.path(), elsewhere).serve(connection, request.text());
        }
    }

    @Override
    public void close() {
        device.close();
    }
}
