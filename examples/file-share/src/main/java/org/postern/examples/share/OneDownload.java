// SPDX-License-Identifier: Apache-2.0
package org.postern.examples.share;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** Serves a file on a port of this machine until it was downloaded once. */
final class OneDownload implements AutoCloseable {
    private final Path file;
    private final HttpServer server;
    private final CountDownLatch done = new CountDownLatch(1);

    /** Nobody but the friend can guess it. */
    private final UUID secret = UUID.randomUUID();

    private OneDownload(Path file, HttpServer server) {
        this.file = file;
        this.server = server;
    }

    static OneDownload of(Path file) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(0), 0);
        OneDownload download = new OneDownload(file, server);
        server.createContext("/" + download.secret, download::send);
        server.start();
        return download;
    }

    int port() {
        return server.getAddress().getPort();
    }

    String path() {
        String name = URLEncoder.encode(file.getFileName().toString(), StandardCharsets.UTF_8);
        return secret + "/" + name.replace("+", "%20");
    }

    /** Blocks until the file was sent, or the download was cancelled. */
    void await() throws InterruptedException {
        done.await();
    }

    void cancel() {
        done.countDown();
    }

    private void send(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, Files.size(file));
            try (OutputStream body = exchange.getResponseBody()) {
                Files.copy(file, body);
            }
        }
        done.countDown();
    }

    @Override
    public void close() {
        // A second for the last bytes to leave.
        server.stop(1);
    }
}
