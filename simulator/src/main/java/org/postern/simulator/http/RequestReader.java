// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/** Reads requests from a connection, each within fixed limits of size and time. */
final class RequestReader {
    static final int MAX_HEAD = 16 * 1024;
    static final int MAX_BODY = 64 * 1024;
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    /** How long a client that half-closes its connection may take to do so. */
    private static final int HALF_CLOSE_MILLIS = 50;

    private final Socket socket;
    private final ReadCounter pieces;
    private final InputStream in;
    private final List<Integer> ports;
    private long end;
    private int headBytes;
    private int numberOnConnection;

    /** The ports are all that the server listens on at this address. */
    RequestReader(Socket socket, List<Integer> ports) throws IOException {
        this.socket = socket;
        this.pieces = new ReadCounter(socket.getInputStream());
        this.in = new BufferedInputStream(pieces, MAX_HEAD + MAX_BODY);
        this.ports = ports;
    }

    /** Reads a request; {@code number} counts it and returns its number on the server. */
    ReceivedRequest read(LongSupplier number) throws IOException {
        end = System.nanoTime() + DEADLINE.toNanos();
        headBytes = 0;
        numberOnConnection++;
        int before = pieces.count();
        String[] words = line().split(" ");
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            throw new BadRequestException(400, "not an HTTP request line");
        }
        List<String> lines = new ArrayList<>();
        Map<String, String> headers = headers(lines);
        byte[] body = body(headers);
        RequestDetails details =
                new RequestDetails(
                        words[1],
                        lines,
                        pieces.count() - before <= 1,
                        numberOnConnection,
                        number.getAsLong(),
                        (InetSocketAddress) socket.getLocalSocketAddress(),
                        ports);
        return new ReceivedRequest(
                words[0], path(words[1]), headers, body, socket.getInetAddress(), details);
    }

    /** Whether the client closes its side now, before the response. */
    boolean halfClosed() throws IOException {
        socket.setSoTimeout(HALF_CLOSE_MILLIS);
        in.mark(1);
        try {
            boolean ended = in.read() < 0;
            in.reset();
            return ended;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        }
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    private Map<String, String> headers(List<String> lines) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            lines.add(line);
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new BadRequestException(400, "not a header line");
            }
            String name = line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
            headers.putIfAbsent(name, line.substring(colon + 1).trim());
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            throw new BadRequestException(411, "chunked bodies are not taken");
        }
        String length = headers.getOrDefault("content-length", "0");
        if (!length.matches("\\d{1,9}")) {
            throw new BadRequestException(400, "Content-Length is no number");
        }
        int size = Integer.parseInt(length);
        if (size > MAX_BODY) {
            throw new BadRequestException(413, "body of " + size + " bytes");
        }
        byte[] body = new byte[size];
        for (int filled = 0; filled < size; ) {
            limitWait();
            int count = in.read(body, filled, size - filled);
            if (count < 0) {
                throw new EOFException("the connection ended inside the body");
            }
            filled += count;
        }
        return body;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(80);
        while (true) {
            if (++headBytes > MAX_HEAD) {
                throw new BadRequestException(431, "head longer than " + MAX_HEAD + " bytes");
            }
            limitWait();
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended inside the head");
            }
            if (next == '\n') {
                break;
            }
            line.append((char) next);
        }
        String text = line.toString();
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private void limitWait() throws IOException {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("the request took longer than " + DEADLINE);
        }
        socket.setSoTimeout((int) left);
    }
}
