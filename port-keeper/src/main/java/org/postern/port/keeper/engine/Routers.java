// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayState;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeeperListener;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The routers that are there, and on which of them each port is kept. Used by the keeper's thread.
 */
final class Routers {
    private final Parts parts;
    private final KeptEntries entries;
    private final Map<InetAddress, Router> present = new LinkedHashMap<>();
    private final Paces paces = new Paces();
    private final Choice choice;
    private final Legacy legacy;
    private final Releases releases;
    private Set<Router> used = Set.of();
    private Optional<GatewayException> missing = Optional.empty();
    private boolean stopped;

    Routers(Parts parts, KeptEntries entries) {
        this.parts = parts;
        this.entries = entries;
        this.choice = new Choice(() -> parts.settings().preferred());
        this.legacy = new Legacy(parts, () -> present.values().forEach(this::seekOrphans));
        this.releases = new Releases(parts);
        parts.agenda().whenSlept(this::lookAtAll);
    }

    private void lookAtAll() {
        for (Router router : present.values()) {
            router.mappings().stream()
                    .filter(KeptMapping::isHeld)
                    .forEach(each -> each.holding().slept());
            router.restoration().begin();
            router.proceed();
        }
    }

    boolean isStopped() {
        return stopped;
    }

    /** From any thread. */
    void beginGrace() {
        legacy.beginGrace();
    }

    void settings(KeeperSettings settings) {
        parts.current().set(settings);
        legacy.plan();
        present.values().forEach(Router::sweep);
        arrange(false);
    }

    private void seekOrphans(Router router) {
        router.orphans().seek();
        router.proceed();
    }

    /** Tells a new watcher how things are. */
    void tellAll(KeeperListener watcher) {
        new Snapshot(parts, present.values(), entries.all()).tell(watcher);
    }

    void added(Gateway gateway, GatewayState state) {
        legacy.read();
        missing = Optional.empty();
        InetAddress address = gateway.info().address();
        Router known = present.get(address);
        if (known != null) {
            if (!known.has(gateway)) {
                known.joins(gateway, state);
            }
            return;
        }
        RouterPace pace =
                paces.computeIfAbsent(address, each -> new RouterPace(parts.loop()::nanoTime));
        Router router = new Router(parts, pace, gateway, state);
        present.put(address, router);
        parts.events()
                .gateway(
                        Kind.GATEWAY_FOUND, gateway.info(), Sentences.found(gateway.info(), state));
        arrange(true);
        if (legacy.isGraceOver()) {
            seekOrphans(router);
        }
    }

    void changed(Gateway gateway, GatewayState state) {
        Router router = of(gateway);
        if (router == null) {
            return;
        }
        GatewayState before = router.state();
        router.state(gateway, state);
        if (router.gateway() != gateway) {
            return;
        }
        if (!before.externalAddress().equals(state.externalAddress())) {
            parts.events()
                    .gateway(
                            Kind.GATEWAY_CHANGED,
                            gateway.info(),
                            Sentences.address(gateway.info(), state));
            router.mappings().forEach(each -> each.holding().changed());
            arrange(false);
        }
        if (state.revision() != before.revision()) {
            router.restoration().suspect();
            router.proceed();
        }
    }

    void removed(Gateway gateway, String reason) {
        Router router = of(gateway);
        if (router == null || router.leaves(gateway)) {
            return;
        }
        present.remove(gateway.info().address());
        router.abandon(reason);
        parts.events()
                .gateway(
                        Kind.GATEWAY_GONE,
                        gateway.info(),
                        Sentences.name(gateway.info()) + " is gone: " + reason);
        arrange(true);
    }

    void missing(GatewayException failure) {
        missing = Optional.of(failure);
        parts.events().noGateway(String.valueOf(failure.getMessage()));
        if (present.isEmpty()) {
            entries.all().forEach(this::waits);
        }
    }

    private void waits(KeptEntry entry) {
        missing.ifPresent(failure -> entry.troubled(parts.time().wall(), failure));
        entry.refresh();
    }

    private @Nullable Router of(Gateway gateway) {
        return present.values().stream().filter(each -> each.has(gateway)).findFirst().orElse(null);
    }

    /** Keeps a port where it belongs. */
    void place(KeptEntry entry) {
        used.forEach(each -> place(entry, each, false));
        if (used.isEmpty()) {
            waits(entry);
        }
        used.forEach(Router::proceed);
    }

    private static void place(KeptEntry entry, Router router, boolean restored) {
        if (!entry.mappings().containsKey(router)) {
            router.add(entry, restored);
        }
    }

    /** Keeps all where they belong, after routers have come or gone. */
    private void arrange(boolean restored) {
        Set<Router> now =
                parts.settings().spread() == Spread.ALL
                        ? Set.copyOf(present.values())
                        : choice.among(present.values()).map(Set::of).orElse(Set.of());
        used = now;
        for (KeptEntry entry : entries.all()) {
            now.forEach(each -> place(entry, each, restored));
            for (Router router : List.copyOf(entry.mappings().keySet())) {
                if (!now.contains(router)) {
                    router.remove(entry);
                }
            }
            entry.refresh();
        }
        present.values().forEach(Router::proceed);
    }

    /** Closes a port wherever it is open. */
    void release(KeptEntry entry) {
        legacy.read();
        releases.begin(entry, present.values());
    }

    /** Closes what is not to outlive the keeper, and does nothing else any more. */
    CompletableFuture<Void> stop() {
        if (stopped) {
            return CompletableFuture.completedFuture(null);
        }
        stopped = true;
        parts.agenda().close();
        present.values().forEach(Router::hurry);
        for (KeptEntry entry : entries.all()) {
            if (!entry.persistent() || parts.settings().closeLasting()) {
                entries.remove(entry);
                release(entry);
            }
        }
        // What was given up before may wait for a router that did not answer.
        present.values().forEach(Router::proceed);
        return releases.last()
                .whenComplete((nothing, failure) -> present.values().forEach(Router::end));
    }
}
