// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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

    private final ServerSocket listening;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);

    HostileDevice(String address) throws IOException {
        this(address, 0);
    }

    HostileDevice(String address, int port) throws IOException {
        listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getByName(address), port), 1000);
        start(this::accept);
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
        return listening.getInetAddress().getHostAddress();
    }

    int port() {
        return listening.getLocalPort();
    }

    URI url(String path) {
        return URI.create("http://" + address() + ":" + port() + path);
    }

    /** Head and body of each request that came. */
    List<String> requests() {
        return requests;
    }

    /** The bytes that were poured. */
    long sent() {
        return sent.get();
    }

    /** Fails where anybody connected; connections are accepted in their order. */
    void assertUntouched() throws IOException, InterruptedException {
        try (Socket own = new Socket(listening.getInetAddress(), port())) {
            own.getOutputStream().write(("GET " + SENTINEL + " HTTP/1.0\r\n\r\n").getBytes());
            // Closed by the other side once it was accepted.
            own.getInputStream().read();
        }
        if (connections.size() != 1) {
            throw new AssertionError(
                    address() + ":" + port() + " was connected to, and heard " + requests);
        }
        connections.clear();
        requests.clear();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket connection = listening.accept();
                connections.add(connection);
                start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            String request = read(connection.getInputStream());
            requests.add(request);
            String[] words = request.split(" ", 3);
            String path = words.length < 2 ? "" : words[1];
            if (!path.equals(SENTINEL)) {
                Script silent = (any, asked) -> closed.await();
                Script elsewhere = scripts.getOrDefault(ELSEWHERE, silent);
                scripts.getOrDefault(path, elsewhere).serve(connection, request);
            }
        } catch (IOException | InterruptedException e) {
            // The other side had enough, or the test is over.
        }
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        int bodyEnd = Integer.MAX_VALUE;
        for (int next = in.read(); next >= 0; next = in.read()) {
            request.append((char) next);
            if (bodyEnd == Integer.MAX_VALUE && request.indexOf("\r\n\r\n") >= 0) {
                bodyEnd = request.length() + length(request.toString());
            }
            if (request.length() >= bodyEnd) {
                break;
            }
        }
        byte[] bytes = request.toString().getBytes(StandardCharsets.ISO_8859_1);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring(16)))
                .sum();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "hostile-device");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listening.close();
            for (Socket each : connections) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
