// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.keeper.PageServer;
import org.postern.api.keeper.PortKeeper;

import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Serves the page with the services that are registered, and ends it with the bundle. */
@Component
public final class PageServerComponent implements PageServer {
    private final ServiceSources sources;
    private final Set<ServedPage> serving = ConcurrentHashMap.newKeySet();

    /** Serves nothing yet. */
    @Activate
    public PageServerComponent(@Reference ServiceSources sources) {
        this.sources = sources;
    }

    @Override
    public Serving serve(
            PortKeeper keeper,
            GatewayQuery query,
            int port,
            String metricsToken,
            Consumer<URI> pages)
            throws IOException {
        ServedPage.Settings settings = new ServedPage.Settings(port, metricsToken, pages);
        ServedPage page =
                query.equals(GatewayQuery.standard())
                        ? ofTheFramework(settings)
                        : of(
                                new KeeperSources(keeper, query, sources::doctor, sources::upnp),
                                settings);
        serving.removeIf(ServedPage::hasEnded);
        serving.add(page);
        return page;
    }

    private ServedPage ofTheFramework(ServedPage.Settings settings) throws IOException {
        return ServedPage.start(
                new ConsoleCore(sources, sources.events(), sources.monitor()),
                sources.monitor().numbers(),
                settings,
                () -> {});
    }

    private static ServedPage of(KeeperSources own, ServedPage.Settings settings)
            throws IOException {
        return ServedPage.start(
                new ConsoleCore(own, own.events(), own.monitor()),
                own.monitor().numbers(),
                settings,
                own::close);
    }

    @Deactivate
    void stop() {
        serving.forEach(ServedPage::close);
    }
}
