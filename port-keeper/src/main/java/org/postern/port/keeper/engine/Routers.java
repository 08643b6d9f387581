// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.jspecify.annotations.Nullable;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeeperListener;
import org.postern.api.keeper.OpenPort;
import org.postern.port.keeper.engine.KeeperSettings.GatewayScope;
import org.postern.port.keeper.kept.KeptEntries;
import org.postern.port.keeper.kept.KeptEntry;
import org.postern.port.keeper.kept.KeptHandle;
import org.postern.port.keeper.kept.PortReports;
import org.postern.port.keeper.router.RouterHistories;
import org.postern.port.keeper.state.Sentences;

import java.net.InetAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The known routers, and which of them each port is kept on. Used by the keeper's thread.
 */
final class Routers {
    private final KeeperServices services;
    private final KeeperServices pinholes;
    private final KeptEntries entries;
    private final Map<InetAddress, RouterSession> present = new LinkedHashMap<>();
    private final RouterHistories memories;
    private final RouterChoice choice;
    private final EarlierRun earlier;
    private final PendingReleases releases;
    private Set<RouterSession> used = Set.of();
    private Optional<GatewayException> missing = Optional.empty();
    private boolean stopped;

    /** Read by any thread. */
    private volatile Map<Gateway, GatewayState> snapshot = Map.of();

    /** The services are those for mappings; {@code pinholes} are those for ports over IPv6. */
    Routers(KeeperServices services, KeeperServices pinholes, KeptEntries entries) {
        this.services = services;
        this.pinholes = pinholes;
        this.entries = entries;
        this.memories = new RouterHistories(services.run().loop()::nanoTime);
        this.choice = new RouterChoice(() -> services.settings().preferred());
        this.earlier =
                new EarlierRun(
                        services,
                        this::load,
                        () -> present.values().forEach(RouterSession::seekOrphans));
        this.releases = new PendingReleases(services, pinholes);
        services.run().schedule().whenSlept(this::lookAtAll);
    }

    private void load() {
        services.ledger().load();
        pinholes.ledger().load();
    }

    private void lookAtAll() {
        for (RouterSession router : present.values()) {
            router.slept();
        }
    }

    boolean isStopped() {
        return stopped;
    }

    /** Those of now, in the order in which they came. For any thread. */
    Map<Gateway, GatewayState> known() {
        return snapshot;
    }

    private void takeSnapshot() {
        Map<Gateway, GatewayState> now = new LinkedHashMap<>();
        present.values()
                .forEach(each -> now.put(each.gateways().gateway(), each.gateways().state()));
        snapshot = Collections.unmodifiableMap(now);
    }

    /** From any thread. */
    void beginGrace() {
        earlier.beginGrace();
    }

    void settings(KeeperSettings settings) {
        services.current().set(settings);
        earlier.plan();
        present.values().forEach(RouterSession::planCheck);
        arrange(false);
    }

    /** Reports the current state to a new watcher, as events. */
    void tellAll(KeeperListener watcher) {
        for (RouterSession each : present.values()) {
            GatewayInfo info = each.gateways().info();
            services.events()
                    .tell(
                            watcher,
                            new KeeperEvent(
                                    services.wall(),
                                    Kind.GATEWAY_FOUND,
                                    Optional.of(info),
                                    each.gateways().state().externalAddress(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Sentences.found(info, each.gateways().state())));
        }
        for (KeptEntry entry : entries.all()) {
            for (RouterSession router : present.values()) {
                for (OpenPort port : router.ports(entry).open(entry)) {
                    services.events().tell(watcher, opened(entry, port));
                }
            }
        }
    }

    private KeeperEvent opened(KeptEntry entry, OpenPort port) {
        return new KeeperEvent(
                services.wall(),
                Kind.PORT_OPENED,
                Optional.of(port.gatewayInfo()),
                port.externalAddress(),
                Optional.of(entry.terms().mapping()),
                Optional.of(entry.family()),
                Optional.of(port),
                Optional.empty(),
                Sentences.opened(port));
    }

    void added(Gateway gateway, GatewayState state) {
        earlier.read();
        missing = Optional.empty();
        InetAddress address = gateway.info().address();
        RouterSession known = present.get(address);
        if (known != null) {
            if (!known.gateways().has(gateway)) {
                known.joins(gateway, state, this::takeSnapshot);
            }
            return;
        }
        RouterSession router = new RouterSession(services, pinholes, memories, gateway, state);
        present.put(address, router);
        takeSnapshot();
        services.events()
                .gateway(
                        Kind.GATEWAY_FOUND,
                        gateway.info(),
                        state.externalAddress(),
                        Sentences.found(gateway.info(), state));
        arrange(true);
        if (earlier.isGraceOver()) {
            router.seekOrphans();
        }
    }

    void changed(Gateway gateway, GatewayState state) {
        RouterSession router = of(gateway);
        if (router == null) {
            return;
        }
        Optional<InetAddress> before = router.gateways().state().externalAddress();
        long revision = router.gateways().state().revision();
        Set<String> protocols = router.gateways().protocols();
        router.gateways().state(gateway, state);
        takeSnapshot();
        if (router.gateways().gateway() != gateway) {
            return;
        }
        if (!before.equals(state.externalAddress())) {
            services.events()
                    .gateway(
                            Kind.GATEWAY_CHANGED,
                            gateway.info(),
                            state.externalAddress(),
                            Sentences.address(gateway.info(), state));
            router.addressChanged();
            arrange(false);
        }
        if (state.revision() != revision) {
            router.suspect();
        } else if (!protocols.containsAll(router.gateways().protocols())) {
            router.canDoMore();
        }
    }

    void removed(Gateway gateway, String reason) {
        RouterSession router = of(gateway);
        if (router == null || router.leaves(gateway, this::takeSnapshot)) {
            return;
        }
        present.remove(gateway.info().address());
        takeSnapshot();
        router.abandon(reason);
        String gone = Sentences.name(gateway.info()) + " is gone: " + reason;
        missing = Optional.of(new GatewayException(Reason.NO_GATEWAY, gone));
        services.events().gateway(Kind.GATEWAY_GONE, gateway.info(), Optional.empty(), gone);
        arrange(true);
    }

    void missing(GatewayException failure) {
        missing = Optional.of(failure);
        if (present.isEmpty()) {
            entries.all().forEach(this::waits);
        }
        services.events().noGateway(String.valueOf(failure.getMessage()));
    }

    /** There is no router to open it on. */
    private void waits(KeptEntry entry) {
        GatewayException failure =
                missing.orElseGet(
                        () ->
                                new GatewayException(
                                        Reason.NO_GATEWAY, "No gateway has been found yet."));
        entry.troubled(services.wall(), failure);
        entry.refresh();
        PortReports.waiting(services.events(), entry, why -> {});
    }

    private @Nullable RouterSession of(Gateway gateway) {
        return present.values().stream()
                .filter(each -> each.gateways().has(gateway))
                .findFirst()
                .orElse(null);
    }

    /** Keeps a port on the routers in use. */
    void place(KeptEntry entry) {
        used.forEach(each -> each.add(entry, false));
        if (used.isEmpty()) {
            waits(entry);
        }
        used.forEach(RouterSession::proceed);
    }

    /** Moves all ports to the routers in use, after routers have come or gone. */
    private void arrange(boolean restored) {
        Set<RouterSession> now =
                services.settings().scope() == GatewayScope.ALL
                        ? Set.copyOf(present.values())
                        : choice.among(present.values()).map(Set::of).orElse(Set.of());
        used = now;
        for (KeptEntry entry : entries.all()) {
            now.forEach(each -> each.add(entry, restored));
            present.values().stream()
                    .filter(each -> !now.contains(each))
                    .forEach(each -> each.ports(entry).remove(entry));
            if (now.isEmpty()) {
                waits(entry);
            } else {
                entry.refresh();
            }
        }
        present.values().forEach(RouterSession::proceed);
    }

    /** Closes and opens a port on all routers that hold it; what this returns completes then. */
    List<CompletableFuture<Void>> reopen(KeptEntry entry) {
        return present.values().stream()
                .flatMap(each -> each.ports(entry).reopen(entry).stream())
                .toList();
    }

    /** Closes a port on all routers. */
    void release(KeptEntry entry) {
        earlier.read();
        releases.begin(entry, present.values());
    }

    /** Closes the ports that end with the keeper, and ignores everything else from now on. */
    CompletableFuture<Void> stop() {
        if (stopped) {
            return CompletableFuture.completedFuture(null);
        }
        stopped = true;
        services.run().schedule().close();
        present.values().forEach(RouterSession::hurry);
        for (KeptHandle port : entries.ports()) {
            if (!port.persistent() || services.settings().closeLasting()) {
                entries.remove(port);
                port.entries().forEach(this::release);
            }
        }
        // Ports released before may wait for a router that did not answer.
        present.values().forEach(RouterSession::proceed);
        return releases.last()
                .whenComplete((nothing, failure) -> present.values().forEach(RouterSession::end));
    }
}
