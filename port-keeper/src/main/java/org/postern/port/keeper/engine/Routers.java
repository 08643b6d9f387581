package org.postern.port.keeper.engine;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.GatewayState;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeeperListener;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
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
    /** Paces of routers that are gone, so that one that comes and goes is not asked more often. */
    private static final int MOST_PACES = 64;

    private final Parts parts;
    private final Map<PortKey, KeptEntry> entries;
    private final Map<InetAddress, Router> present = new LinkedHashMap<>();
    private final Map<InetAddress, RouterPace> paces =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<InetAddress, RouterPace> eldest) {
                    return size() > MOST_PACES;
                }
            };
    private final Choice choice;
    private Set<Router> used = Set.of();
    private Optional<GatewayException> missing = Optional.empty();
    private boolean loaded;
    private volatile long graceEnd = Time.NEVER;
    private boolean graceOver;
    private boolean stopped;

    /** Nothing is asked any more. */
    private boolean over;

    private final Set<CompletableFuture<Void>> releasing = new HashSet<>();

    Routers(Parts parts, Map<PortKey, KeptEntry> entries) {
        this.parts = parts;
        this.entries = entries;
        this.choice = new Choice(parts.settings().preferred());
        parts.agenda().whenSlept(this::lookAtAll);
    }

    private void lookAtAll() {
        for (Router router : present.values()) {
            router.restoration().begin();
            router.proceed();
        }
    }

    boolean isStopped() {
        return stopped;
    }

    /** From any thread, before all else: nothing is planned yet. */
    void beginGrace() {
        graceEnd = parts.time().now() + parts.settings().orphanGrace().toNanos();
    }

    /** With the first gateway: without one nothing can be adopted or closed. */
    private void load() {
        if (!loaded) {
            loaded = true;
            parts.book().load();
            if (graceEnd != Time.NEVER) {
                parts.agenda().at(graceEnd, this::endGrace);
            }
        }
    }

    private void endGrace() {
        graceOver = true;
        present.values().forEach(this::seekOrphans);
    }

    private void seekOrphans(Router router) {
        router.orphans().seek();
        router.proceed();
    }

    /** Tells a new watcher how things are. */
    void tellAll(KeeperListener watcher, Collection<KeptEntry> kept) {
        for (Router router : present.values()) {
            tell(watcher, Kind.GATEWAY_FOUND, router.gateway().info(), found(router));
        }
        for (KeptEntry entry : kept) {
            for (KeptMapping mapping : entry.mappings().values()) {
                mapping.open()
                        .ifPresent(
                                port ->
                                        parts.events()
                                                .tell(
                                                        watcher,
                                                        new KeeperEvent(
                                                                parts.time().wall(),
                                                                Kind.PORT_OPENED,
                                                                Optional.of(port.gateway()),
                                                                Optional.of(entry.request()),
                                                                Optional.of(port),
                                                                Sentences.opened(port))));
            }
        }
    }

    private void tell(KeeperListener watcher, Kind kind, GatewayInfo gateway, String sentence) {
        parts.events()
                .tell(
                        watcher,
                        new KeeperEvent(
                                parts.time().wall(),
                                kind,
                                Optional.of(gateway),
                                Optional.empty(),
                                Optional.empty(),
                                sentence));
    }

    void added(Gateway gateway, GatewayState state) {
        load();
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
        parts.events().gateway(Kind.GATEWAY_FOUND, gateway.info(), found(router));
        arrange(true);
        if (graceOver) {
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
            parts.events().gateway(Kind.GATEWAY_CHANGED, gateway.info(), address(router));
            List.copyOf(router.mappings()).forEach(each -> each.holding().changed());
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
            entries.values().forEach(this::waits);
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
        for (KeptEntry entry : entries.values()) {
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
        CompletableFuture<Void> closed =
                over
                        ? CompletableFuture.failedFuture(tooLate(entry.key()))
                        : present.isEmpty() ? closedWithoutRouter(entry.key()) : close(entry);
        entry.gone();
        releasing.add(entry.released());
        present.values().forEach(Router::proceed);
        closed.whenComplete(
                (nothing, failure) -> {
                    releasing.remove(entry.released());
                    end(entry.released(), failure);
                });
    }

    private static CompletableFuture<Void> close(KeptEntry entry) {
        return CompletableFuture.allOf(
                List.copyOf(entry.mappings().keySet()).stream()
                        .map(each -> each.remove(entry))
                        .toArray(CompletableFuture<?>[]::new));
    }

    private CompletableFuture<Void> closedWithoutRouter(PortKey key) {
        load();
        return parts.book().mayBeOpen(key, parts.time().wall())
                ? CompletableFuture.failedFuture(
                        new GatewayException(
                                UpnpResult.NO_GATEWAY,
                                key
                                        + " could not be closed, as no router is there: it closes"
                                        + " with its lease, or when the router is back."))
                : CompletableFuture.completedFuture(null);
    }

    private static GatewayException tooLate(PortKey key) {
        return new GatewayException(
                UpnpResult.ACTION_FAILED,
                "The port keeper has ended: " + key + " closes with its lease.");
    }

    private static void end(CompletableFuture<Void> future, @Nullable Throwable failure) {
        if (failure == null) {
            future.complete(null);
        } else {
            Throwable cause = failure.getCause();
            future.completeExceptionally(cause == null ? failure : cause);
        }
    }

    /** Closes what is not to outlive the keeper, and does nothing else any more. */
    CompletableFuture<Void> stop() {
        if (stopped) {
            return CompletableFuture.completedFuture(null);
        }
        stopped = true;
        parts.agenda().close();
        present.values().forEach(Router::hurry);
        List<CompletableFuture<Void>> ends = new ArrayList<>(releasing);
        for (KeptEntry entry : entries.values()) {
            if (!entry.isLasting() || parts.settings().closeLasting()) {
                entries.remove(entry.key());
                release(entry);
                ends.add(entry.released());
            }
        }
        return CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new))
                .whenComplete(
                        (nothing, failure) -> {
                            over = true;
                            present.values().forEach(Router::end);
                        });
    }

    private static String found(Router router) {
        return Sentences.name(router.gateway().info())
                + " is there"
                + router.state()
                        .externalAddress()
                        .map(each -> ", with the external address " + each.getHostAddress() + ".")
                        .orElse(", without an external address.");
    }

    private static String address(Router router) {
        return Sentences.name(router.gateway().info())
                + router.state()
                        .externalAddress()
                        .map(each -> " has the external address " + each.getHostAddress() + " now.")
                        .orElse(" has no external address now.");
    }
}
