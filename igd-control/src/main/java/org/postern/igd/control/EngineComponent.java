package org.postern.igd.control;

import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.igd.control.search.UpnpEngine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The bundle's one engine, over the strategies that are registered at the start of a search. */
@Component(service = EngineComponent.class)
public final class EngineComponent {
    private static final Logger LOG = System.getLogger("org.postern.igd.control");

    private final Map<ServiceReference<DiscoveryStrategy>, DiscoveryStrategy> strategies =
            new ConcurrentHashMap<>();

    private final UpnpEngine engine = new UpnpEngine(this::strategies);
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();

    UpnpEngine engine() {
        return engine;
    }

    /** Calls from now on whenever there is a further strategy for the next search. */
    void follow(Runnable follower) {
        followers.add(follower);
    }

    void unfollow(Runnable follower) {
        followers.remove(follower);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "unbind")
    void bind(ServiceReference<DiscoveryStrategy> reference, DiscoveryStrategy strategy) {
        strategies.put(reference, strategy);
        followers.forEach(Runnable::run);
    }

    void unbind(ServiceReference<DiscoveryStrategy> reference) {
        strategies.remove(reference);
    }

    @Deactivate
    void deactivate() {
        engine.close();
    }

    /** Of several strategies with one name the highest ranked. */
    private List<DiscoveryStrategy> strategies() {
        Map<String, DiscoveryStrategy> byName = new LinkedHashMap<>();
        // References compare by ranking, which may change at any time: hence sorted at each use.
        strategies.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                .map(Map.Entry::getValue)
                .forEach(each -> name(each).ifPresent(name -> byName.putIfAbsent(name, each)));
        return List.copyOf(byName.values());
    }

    /** Anybody can bring a strategy; one that does not even tell its name is left out. */
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
