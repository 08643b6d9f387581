// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.server;

import com.sun.net.httpserver.HttpServer;

import org.postern.api.keeper.PageServer;
import org.postern.web.console.internal.threads.WorkerThreads;
import org.postern.web.console.page.ConsolePage;
import org.postern.web.console.page.PageResponse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The HTTP server of the JDK, on the loopback interface. */
public final class LocalServer implements AutoCloseable {
    /** A request that does not end holds one until it is cut off. */
    private static final int THREADS = 64;

    /** Connections that wait for a thread; more are closed. */
    private static final int WAITING = 32;

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final LocalAccess access;

    private LocalServer(HttpServer server, ThreadPoolExecutor threads, LocalAccess access) {
        this.server = server;
        this.threads = threads;
        this.access = access;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any free one
     * @param page that is shown to browsers
     * @param metrics at {@code /metrics}
     * @param metricsToken as {@link PageServer#serve} has it
     * @param pages told where the page opens
     * @throws IOException when the port cannot be listened on
     */
    public static LocalServer start(
            int port,
            ConsolePage page,
            Supplier<PageResponse> metrics,
            String metricsToken,
            Consumer<URI> pages)
            throws IOException {
        if (!PageServer.isMetricsToken(metricsToken)) {
            throw new IllegalArgumentException(
                    "The token of the metrics must have "
                            + PageServer.SHORTEST_TOKEN
                            + " or more visible characters of ASCII.");
        }
        HttpServer server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
        LocalAccess access =
                new LocalAccess(server.getAddress().getPort(), metricsToken, new AccessTokens());
        ThreadPoolExecutor threads = WorkerThreads.pool("postern-page", THREADS, WAITING);
        server.setExecutor(threads);
        server.createContext(
                "/", new LocalHandler(access, page, metrics, () -> pages.accept(access.page())));
        pages.accept(access.page());
        server.start();
        return new LocalServer(server, threads, access);
    }

    /** Where the metrics are. */
    public URI metrics() {
        return access.metrics();
    }

    /** Ends the server, and interrupts what it is doing. */
    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
