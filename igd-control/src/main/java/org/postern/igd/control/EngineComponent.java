// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control;

import static org.postern.igd.control.logging.IgdLog.LOG;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.postern.api.discovery.AnnouncementSource;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.internal.registry.RankedServices;
import org.postern.igd.control.pinhole.FirewallAccess;
import org.postern.igd.control.search.UpnpEngine;
import org.postern.igd.control.watch.RunningWatch;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The engine of the bundle, and the watches on it. A search uses the strategies that are registered
 * when it starts; a watch listens to all sources of announcements that are registered.
 */
@Component(service = EngineComponent.class)
public final class EngineComponent {
    private final RankedServices<DiscoveryStrategy> strategies = new RankedServices<>();
    private final RankedServices<AnnouncementSource> sources = new RankedServices<>();
    private final Set<RunningWatch> watches = ConcurrentHashMap.newKeySet();
    private final UpnpEngine engine;

    /** Starts nothing. The context tells where the state is. */
    @Activate
    public EngineComponent(BundleContext context) {
        engine =
                new UpnpEngine(
                        this::strategies,
                        new HttpClient(),
                        FirewallAccess.ofThisSystem(context::getProperty));
    }

    UpnpEngine engine() {
        return engine;
    }

    /** Starts a watch, which ends with {@link #closeWatches} at the latest. */
    Watch watch(GatewayQuery query, Duration poll, GatewayListener listener)
            throws GatewayException {
        RunningWatch watch = RunningWatch.start(engine, sources::all, query, poll, listener);
        watches.add(watch);
        // It may have missed a source that came just before it was added.
        watch.sourcesChanged();
        return () -> close(watch);
    }

    void closeWatches() {
        // At once: each may wait for its routers.
        watches.parallelStream().forEach(this::close);
    }

    /** A watch stays listed until it has ended, so that {@link #closeWatches} waits for it. */
    private void close(RunningWatch watch) {
        watch.close();
        watches.remove(watch);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "unbind")
    void bind(ServiceReference<DiscoveryStrategy> reference, DiscoveryStrategy strategy) {
        strategies.add(reference, strategy);
        // Bundles start in any order: watches have not asked a strategy that comes later.
        watches.forEach(RunningWatch::strategiesChanged);
    }

    void unbind(ServiceReference<DiscoveryStrategy> reference) {
        strategies.remove(reference);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "unbindSource")
    void bindSource(ServiceReference<AnnouncementSource> reference, AnnouncementSource source) {
        sources.add(reference, source);
        watches.forEach(RunningWatch::sourcesChanged);
    }

    void unbindSource(ServiceReference<AnnouncementSource> reference) {
        sources.remove(reference);
        watches.forEach(RunningWatch::sourcesChanged);
    }

    @Deactivate
    void deactivate() {
        engine.close();
    }

    /** Of several strategies with one name the highest ranked. */
    private List<DiscoveryStrategy> strategies() {
        Map<String, DiscoveryStrategy> byName = new LinkedHashMap<>();
        strategies
                .all()
                .forEach(each -> name(each).ifPresent(name -> byName.putIfAbsent(name, each)));
        return List.copyOf(byName.values());
    }

    /** Anybody can bring a strategy; one that fails to return its name is left out. */
    private static Optional<String> name(DiscoveryStrategy strategy) {
        try {
            return Optional.of(strategy.name());
        } catch (RuntimeException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "Discovery strategy " + strategy.getClass().getName() + " is not used: " + e);
            return Optional.empty();
        }
    }
}
