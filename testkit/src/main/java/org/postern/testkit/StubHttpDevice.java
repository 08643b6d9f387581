// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit;

import java.io.ByteArrayOutputStream;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A device on loopback that does with each connection what a test says, right or wrong, on a thread
 * per connection.
 */
public final class StubHttpDevice implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    /** A test may connect this often at once. */
    private static final int BACKLOG = 1000;

    /** What a script may take to notice that its connection is closed. */
    private static final int END_MILLIS = 10_000;

    /** What is done with a connection; it is closed afterwards. */
    public interface Script {
        void serve(Socket connection) throws IOException, InterruptedException;
    }

    /** What is done with a connection once a request has come; it is closed afterwards. */
    public interface Answers {
        void serve(Socket connection, Request request) throws IOException, InterruptedException;
    }

    /**
     * What came: the lines up to the empty one, and the body.
     *
     * @param head without the empty line
     */
    public record Request(String head, String body) {
        public String method() {
            return head.split(" ", 3)[0];
        }

        /** Empty where the first line has none. */
        public String path() {
            String[] words = head.split("[ \r\n]", 3);
            return words.length < 2 ? "" : words[1];
        }

        /** All of it. */
        public String text() {
            return head + "\r\n\r\n" + body;
        }

        /** Of a SOAP request; empty for any other. */
        public String action() {
            String header = header("SOAPAction");
            return header.substring(header.indexOf('#') + 1).replace("\"", "");
        }

        /** Empty where there is none. */
        public String header(String name) {
            String start = name + ": ";
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, start, 0, start.length()))
                    .map(line -> line.substring(start.length()))
                    .findFirst()
                    .orElse("");
        }
    }

    private final ServerSocket listening = new ServerSocket();
    private final Script script;
    private final Thread acceptor;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    private StubHttpDevice(String address, int port, Script script, boolean inTurn)
            throws IOException {
        this.script = script;
        Consumer<Socket> server = inTurn ? this::serve : this::serveAside;
        acceptor = thread(() -> accept(server));
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getByName(address), port), BACKLOG);
    }

    public static StubHttpDevice start(Script script) throws IOException {
        return start(LOOPBACK, 0, script);
    }

    /**
     * Starts a device.
     *
     * @param address of loopback
     * @param port 0 for any
     */
    public static StubHttpDevice start(String address, int port, Script script) throws IOException {
        return new StubHttpDevice(address, port, script, false).started();
    }

    /** Reads one request of each connection. */
    public static StubHttpDevice serving(Answers answers) throws IOException {
        return serving(LOOPBACK, 0, answers);
    }

    public static StubHttpDevice serving(String address, int port, Answers answers)
            throws IOException {
        return start(address, port, toRequest(answers));
    }

    /** Serves one connection after the other, in the order in which they came about. */
    public static StubHttpDevice servingInTurn(Answers answers) throws IOException {
        return new StubHttpDevice(LOOPBACK, 0, toRequest(answers), true).started();
    }

    private static Script toRequest(Answers answers) {
        return connection -> answers.serve(connection, read(connection.getInputStream()));
    }

    /** Accepts and then says nothing. */
    public static StubHttpDevice hanging() throws IOException {
        return hanging(LOOPBACK);
    }

    public static StubHttpDevice hanging(String address) throws IOException {
        return start(
                address,
                0,
                connection ->
                        connection.getInputStream().transferTo(OutputStream.nullOutputStream()));
    }

    /** Answers every request with the same bytes. */
    public static StubHttpDevice answering(String answer) throws IOException {
        return answering(LOOPBACK, answer);
    }

    public static StubHttpDevice answering(String address, String answer) throws IOException {
        return serving(address, 0, (connection, request) -> write(connection, answer));
    }

    public static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A whole response, as a web server should give it. */
    public static String response(int status, String body) {
        return "HTTP/1.1 "
                + status
                + " Stub\r\nConnection: close\r\nContent-Type: text/xml\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + body;
    }

    public InetAddress address() {
        return listening.getInetAddress();
    }

    public int port() {
        return listening.getLocalPort();
    }

    public URI url(String path) {
        return URI.create("http://" + address().getHostAddress() + ":" + port() + path);
    }

    /** How many there were, or are. */
    public int connectionCount() {
        return connections.size();
    }

    private void accept(Consumer<Socket> server) {
        while (!listening.isClosed()) {
            try {
                Socket connection = listening.accept();
                connections.add(connection);
                if (listening.isClosed()) {
                    connection.close();
                } else {
                    server.accept(connection);
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serveAside(Socket connection) {
        thread(() -> serve(connection)).start();
    }

    private void serve(Socket connection) {
        try (connection) {
            script.serve(connection);
        } catch (IOException | InterruptedException e) {
            // The other side had enough, or the test is over.
        }
    }

    /** Up to its end, or what came of it. */
    private static Request read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            bytes.write(next);
            if (next == '\n' && bytes.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
                break;
            }
        }
        Request alone = new Request(bytes.toString(StandardCharsets.UTF_8).strip(), "");
        String length = alone.header("Content-Length");
        byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
        return new Request(alone.head(), new String(body, StandardCharsets.UTF_8));
    }

    private StubHttpDevice started() {
        acceptor.start();
        return this;
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "stub-http-device");
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    /** Afterwards connections are refused. */
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
        awaitAcceptor();
    }

    /** Until then the system still accepts, although the socket is closed. */
    private void awaitAcceptor() {
        if (Thread.currentThread() == acceptor) {
            return;
        }
        try {
            acceptor.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
