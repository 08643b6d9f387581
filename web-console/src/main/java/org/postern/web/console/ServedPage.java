// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console;

import org.postern.api.keeper.PageServer;
import org.postern.api.keeper.PortKeeper;
import org.postern.web.console.internal.monitoring.Monitor;
import org.postern.web.console.internal.monitoring.PosternMetrics;
import org.postern.web.console.page.PageResponse;
import org.postern.web.console.server.LocalServer;
import org.postern.web.console.sources.ConsoleServices;
import org.postern.web.console.status.RecentEvents;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A page on the loopback interface, and what it needs. */
final class ServedPage implements PageServer.Serving {
    private final ConsoleCore core;
    private final Monitor monitor;
    private final LocalServer server;
    private final Runnable afterwards;
    private final CountDownLatch ended = new CountDownLatch(1);

    private ServedPage(ConsoleCore core, Monitor monitor, LocalServer server, Runnable afterwards) {
        this.core = core;
        this.monitor = monitor;
        this.server = server;
        this.afterwards = afterwards;
    }

    /** Starts to serve; {@code afterwards} is run when it is closed, also where it cannot begin. */
    static ServedPage start(
            ConsoleServices services,
            RecentEvents events,
            PortKeeper keeper,
            Address address,
            Runnable afterwards)
            throws IOException {
        ConsoleCore core = new ConsoleCore(services, events);
        Monitor monitor =
                new Monitor("postern-metrics", () -> Optional.of(keeper), keeper::gateways);
        try {
            LocalServer server =
                    LocalServer.start(
                            address.port(),
                            core.page(),
                            () -> metrics(monitor),
                            address.metricsToken(),
                            address.pages());
            return new ServedPage(core, monitor, server, afterwards);
        } catch (IOException | RuntimeException e) {
            monitor.close();
            core.close();
            afterwards.run();
            throw e;
        }
    }

    /** The arguments of {@link PageServer#serve} but for the keeper. */
    record Address(int port, String metricsToken, Consumer<URI> pages) {}

    private static PageResponse metrics(Monitor monitor) {
        return new PageResponse(
                200,
                PosternMetrics.CONTENT_TYPE,
                new String(PosternMetrics.of(monitor), StandardCharsets.UTF_8));
    }

    @Override
    public URI metrics() {
        return server.metrics();
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    @Override
    public synchronized void close() {
        if (!hasEnded()) {
            ended.countDown();
            server.close();
            monitor.close();
            core.close();
            afterwards.run();
        }
    }
}
