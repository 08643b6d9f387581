// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection to a helper on which a test sends whatever it likes. */
final class RawAsker implements AutoCloseable {
    private static final int HANG_MILLIS = 20_000;

    private final Socket socket;

    RawAsker(InetSocketAddress helper) throws IOException {
        socket = new Socket();
        socket.setSoTimeout(HANG_MILLIS);
        socket.connect(helper, HANG_MILLIS);
    }

    /** Asks with one whole request, and returns the whole answer. */
    static String ask(InetSocketAddress helper, String path, String... headers) throws IOException {
        try (RawAsker asker = new RawAsker(helper)) {
            asker.send(request(path, headers));
            return asker.answer();
        }
    }

    static String request(String path, String... headers) {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request.append("Host: helper.example\r\n\r\n").toString();
    }

    void send(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** What comes until the helper ends the connection; empty where it ended it without an answer. */
    String answer() throws IOException {
        try (InputStream in = socket.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** Whether the helper ends the connection, with or without an answer or a reset. */
    boolean ended() {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    static String statusOf(String answer) {
        return answer.lines().findFirst().orElse("").replaceFirst("HTTP/1.1 (\\d+).*", "$1");
    }

    static String bodyOf(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
