// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.serving;

import org.jspecify.annotations.Nullable;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.keeper.PageServer;
import org.postern.api.keeper.PortKeeper;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Serves nothing, but tells that it does. */
final class FakePages implements PageServer {
    static final URI METRICS = URI.create("http://127.0.0.1:1/metrics");

    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<String> tokens = new CopyOnWriteArrayList<>();
    final List<Consumer<URI>> opens = new CopyOnWriteArrayList<>();
    final CountDownLatch end = new CountDownLatch(1);
    volatile boolean serving;
    @Nullable IOException failure;

    static URI page(String token) {
        return URI.create("http://127.0.0.1:1/?token=" + token);
    }

    @Override
    public Serving serve(
            PortKeeper keeper,
            GatewayQuery query,
            int port,
            String metricsToken,
            Consumer<URI> pages)
            throws IOException {
        if (failure != null) {
            throw failure;
        }
        calls.add("serve " + port);
        tokens.add(metricsToken);
        opens.add(pages);
        pages.accept(page("one"));
        return new Serving() {
            @Override
            public URI metrics() {
                serving = true;
                return METRICS;
            }

            @Override
            public void awaitEnd() throws InterruptedException {
                end.await();
            }

            @Override
            public void close() {
                serving = false;
                calls.add("close");
            }
        };
    }
}
