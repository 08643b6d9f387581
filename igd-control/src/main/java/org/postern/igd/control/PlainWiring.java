// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control;

import org.postern.api.discovery.AnnouncementSource;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.DiscoveryStrategyProvider;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.internal.services.ServiceProviders;
import org.postern.igd.control.pinhole.FirewallAccess;
import org.postern.igd.control.search.UpnpEngine;

import java.util.ArrayList;
import java.util.List;

/** An engine and what it needs, wired by hand for plain Java. */
final class PlainWiring implements AutoCloseable {
    private final List<DiscoveryStrategyProvider> providers =
            ServiceProviders.all(DiscoveryStrategyProvider.class);

    private final UpnpEngine engine;

    PlainWiring() {
        List<DiscoveryStrategy> strategies = new ArrayList<>();
        for (DiscoveryStrategyProvider each : providers) {
            strategies.addAll(each.strategies());
        }
        this.engine =
                new UpnpEngine(
                        () -> strategies,
                        new HttpClient(),
                        FirewallAccess.ofThisSystem(System::getProperty));
    }

    UpnpEngine engine() {
        return engine;
    }

    List<AnnouncementSource> sources() {
        return providers.stream().flatMap(each -> each.announcementSources().stream()).toList();
    }

    @Override
    public void close() {
        engine.close();
        for (DiscoveryStrategyProvider each : providers) {
            each.close();
        }
    }
}
