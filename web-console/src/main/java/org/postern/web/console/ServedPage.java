// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console;

import org.postern.api.keeper.PageServer;
import org.postern.web.console.internal.monitoring.Monitor;
import org.postern.web.console.internal.monitoring.PosternMetrics;
import org.postern.web.console.page.PageResponse;
import org.postern.web.console.server.LocalServer;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A page on the loopback interface, and what it needs. */
final class ServedPage implements PageServer.Serving {
    private final ConsoleCore core;
    private final LocalServer server;
    private final Runnable afterwards;
    private final CountDownLatch ended = new CountDownLatch(1);

    private ServedPage(ConsoleCore core, LocalServer server, Runnable afterwards) {
        this.core = core;
        this.server = server;
        this.afterwards = afterwards;
    }

    /**
     * Starts to serve; the page is closed, and {@code afterwards} is run, when this is closed, also
     * where it cannot begin.
     */
    static ServedPage start(
            ConsoleCore core, Monitor numbers, Settings settings, Runnable afterwards)
            throws IOException {
        try {
            LocalServer server =
                    LocalServer.start(
                            settings.port(),
                            core.page(),
                            () -> metrics(numbers),
                            settings.metricsToken(),
                            settings.pages());
            return new ServedPage(core, server, afterwards);
        } catch (IOException | RuntimeException e) {
            core.close();
            afterwards.run();
            throw e;
        }
    }

    /** The arguments of {@link PageServer#serve} but for the keeper. */
    record Settings(int port, String metricsToken, Consumer<URI> pages) {}

    private static PageResponse metrics(Monitor numbers) {
        return new PageResponse(
                200,
                PosternMetrics.CONTENT_TYPE,
                new String(PosternMetrics.of(numbers), StandardCharsets.UTF_8));
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
            core.close();
            afterwards.run();
        }
    }
}
