package org.postern.igd.control;

import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.igd.control.search.UpnpEngine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The bundle's one engine, over the strategies that are registered at the start of a search. */
@Component(service = EngineComponent.class)
public final class EngineComponent {
    /** Service references compare by ranking. */
    private final ConcurrentSkipListMap<ServiceReference<DiscoveryStrategy>, DiscoveryStrategy>
            strategies = new ConcurrentSkipListMap<>();

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
        strategies.descendingMap().values().forEach(each -> byName.putIfAbsent(each.name(), each));
        return List.copyOf(byName.values());
    }
}
