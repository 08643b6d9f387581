// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

class HttpServerTest {
    private static final int HANG_GUARD_MILLIS = 15_000;
    private static final InetAddress HOST = InetAddress.getLoopbackAddress();

    @Test
    void connectionBeyondTheLimit_displacesASilentOne() throws Exception {
        Semaphore read = new Semaphore(0);
        HttpServer server =
                new HttpServer(
                        request -> {
                            read.release();
                            return SentResponse.status(200).withheld();
                        });
        List<Socket> sockets = new ArrayList<>();
        try (server) {
            int port = server.listen(HOST, 0);
            server.start();
            for (int i = 0; i < HttpServer.MAX_CONNECTIONS; i++) {
                sockets.add(get(port));
                assertTrue(read.tryAcquire(HANG_GUARD_MILLIS, TimeUnit.MILLISECONDS));
            }
            sockets.add(get(port));
            assertTrue(read.tryAcquire(HANG_GUARD_MILLIS, TimeUnit.MILLISECONDS));
            // Not always the first: two that come together may become silent in either order.
            assertTrue(anyCloses(sockets.subList(0, HttpServer.MAX_CONNECTIONS)));
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void failingHandler_costsOneConnectionOnly() throws Exception {
        List<String> paths = new ArrayList<>();
        try (HttpServer server =
                new HttpServer(
                        request -> {
                            paths.add(request.path());
                            if (paths.size() == 1) {
                                throw new IllegalStateException("first request, on purpose");
                            }
                            return SentResponse.xml(200, "<a/>").with("X-Test", "b");
                        })) {
            int port = server.listen(HOST, 0);
            server.start();
            try (Socket first = get(port)) {
                assertEquals(-1, readOrReset(first));
            }
            try (Socket second = get(port)) {
                String answer = text(second);
                assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
                assertTrue(answer.contains("\r\nX-Test: b\r\n"), answer);
                assertTrue(answer.contains("\r\nContent-Length: 4\r\n"), answer);
                assertTrue(answer.endsWith("\r\n\r\n<a/>"), answer);
            }
            assertEquals(List.of("/x", "/x"), paths);
        }
    }

    @Test
    void headRequest_getsTheHeadAlone() throws Exception {
        try (HttpServer server = new HttpServer(request -> SentResponse.xml(200, "<a/>"))) {
            int port = server.listen(HOST, 0);
            server.start();
            try (Socket socket = send(port, "HEAD /x HTTP/1.1\r\n\r\n")) {
                String answer = text(socket);
                assertTrue(answer.contains("Content-Length: 4"), answer);
                assertFalse(answer.contains("<a/>"), answer);
            }
        }
    }

    private static boolean anyCloses(List<Socket> sockets) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HANG_GUARD_MILLIS);
        while (System.nanoTime() < deadline) {
            for (Socket socket : sockets) {
                socket.setSoTimeout(1);
                try {
                    if (readOrReset(socket) == -1) {
                        return true;
                    }
                } catch (SocketTimeoutException stillOpen) {
                    // The next one, then.
                }
            }
        }
        return false;
    }

    private static Socket get(int port) throws IOException {
        return send(port, "GET /x?query HTTP/1.1\r\nHost: here\r\n\r\n");
    }

    private static Socket send(int port, String request) throws IOException {
        Socket socket = new Socket(HOST, port);
        socket.setSoTimeout(HANG_GUARD_MILLIS);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String text(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static int readOrReset(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketException reset) {
            return -1;
        }
    }
}
