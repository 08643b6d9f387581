// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayListener;
import org.postern.api.gateway.GatewayQuery;
import org.postern.api.gateway.GatewayWatch;
import org.postern.api.gateway.GatewayWatcher;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Watches over gateways that are controlled over UPnP. Its watches end with it at the latest. */
@Component
public final class WatcherComponent implements GatewayWatcher {
    private final EngineComponent engine;
    private final Set<GatewayWatch> open = ConcurrentHashMap.newKeySet();

    /**
     * Wires the watcher.
     *
     * @param engine the bundle's engine
     */
    @Activate
    public WatcherComponent(@Reference EngineComponent engine) {
        this.engine = engine;
    }

    @Override
    public GatewayWatch watch(GatewayQuery query, Duration poll, GatewayListener listener)
            throws GatewayException {
        GatewayWatch watch = engine.watch(query, poll, listener);
        open.add(watch);
        return () -> {
            open.remove(watch);
            watch.close();
        };
    }

    @Deactivate
    void close() {
        // At once: each may wait for its routers.
        open.parallelStream().forEach(GatewayWatch::close);
    }
}
