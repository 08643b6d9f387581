// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.jspecify.annotations.Nullable;
import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Watch;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeeperListener;
import org.postern.api.keeper.KeeperStatistics;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortListener;
import org.postern.port.keeper.events.EndableListener;
import org.postern.port.keeper.events.Events;
import org.postern.port.keeper.internal.timing.Jitter;
import org.postern.port.keeper.kept.Endings;
import org.postern.port.keeper.kept.KeptEntries;
import org.postern.port.keeper.kept.KeptEntry;
import org.postern.port.keeper.kept.KeptHandle;
import org.postern.port.keeper.kept.Origin;
import org.postern.port.keeper.ledger.Ledger;
import org.postern.port.keeper.ledger.LedgerIndex;
import org.postern.port.keeper.loop.Loop;
import org.postern.port.keeper.loop.LoopServices;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Keeps ports open on the gateways that it is given. May be used from any thread: all work is
 * done on the thread of the loop.
 */
public final class Keeper implements GatewayListener {
    private final Loop loop;
    private final Executor listeners;
    private final Events events;
    private final KeeperCounters counters = new KeeperCounters();
    private final Routers routers;
    private final KeptEntries entries = new KeptEntries();

    /** Includes ports that are being closed. */
    private final Set<KeptHandle> unclosed = ConcurrentHashMap.newKeySet();

    /** What those wait for who have a port opened again. */
    private final Set<CompletableFuture<Void>> reopening = ConcurrentHashMap.newKeySet();

    private volatile boolean stopped;
    private volatile boolean ended;

    /**
     * A keeper without ports; starts nothing. The ledger, which tells which mappings are its own,
     * is used by the loop's thread. The workers run calls to routers, which block; mostly two at a
     * time for each router. Listeners are called one after the other, in the given order; they may
     * block. {@code own} tells whether this machine has an address now. The jitter spreads retries
     * and renewals over time.
     */
    public Keeper(
            KeeperSettings settings,
            Ledger ledger,
            Loop loop,
            Executor workers,
            Executor listeners,
            Predicate<InetAddress> own,
            Jitter jitter) {
        this.loop = loop;
        this.listeners = listeners;
        this.events = new Events(loop::now, listeners);
        KeeperServices services =
                new KeeperServices(
                        new AtomicReference<>(settings),
                        LoopServices.of(loop, workers, jitter),
                        new LedgerIndex(ledger, AddressFamily.IPV4),
                        events,
                        counters,
                        own);
        this.routers =
                new Routers(
                        services,
                        services.with(new LedgerIndex(ledger, AddressFamily.IPV6)),
                        entries);
    }

    /**
     * Starts the grace period for ports of an earlier run. Nothing
     * runs before the first port or gateway.
     */
    public void start() {
        routers.beginGrace();
    }

    /**
     * Changes the settings at once. Ports stay open unless the new settings choose another gateway.
     */
    public void settings(KeeperSettings settings) {
        run(() -> routers.settings(settings));
    }

    /**
     * Keeps a port open until it is released. Returns at once. Fails for ports or leases out of
     * range; with {@link Reason#CONFLICT} when the external port is kept already for one of the
     * protocols; with {@link Reason#FAILED} after the stop.
     */
    public KeptPort keep(KeepRequest request, PortListener listener, Origin origin)
            throws GatewayException {
        Objects.requireNonNull(request, "request").check();
        Objects.requireNonNull(listener, "listener");
        if (stopped) {
            throw new GatewayException(
                    Reason.FAILED, "The port keeper has ended: start it again first.");
        }
        KeptHandle port =
                new KeptHandle(request, listener, origin, listeners, this::release, this::reopen);
        Optional<KeptHandle> other = entries.add(port);
        if (other.isPresent()) {
            throw new GatewayException(
                    Reason.CONFLICT,
                    other.get().name()
                            + " is kept open already for "
                            + other.get().origin()
                            + ": release it there, or ask for another port.");
        }
        unclosed.add(port);
        for (KeptEntry each : port.entries()) {
            each.released().whenComplete((nothing, failure) -> closed(port));
        }
        run(
                () -> {
                    if (entries.has(port)) {
                        port.entries().forEach(routers::place);
                    }
                });
        return port;
    }

    /** A snapshot of all ports that are kept, by external port and protocol. */
    public List<KeptPort> ports() {
        return List.copyOf(entries.ports());
    }

    /** The routers of now, with what is known of each. For any thread. */
    public Map<Gateway, GatewayState> gateways() {
        return routers.known();
    }

    /** What was done so far; the searches are counted elsewhere. For any thread. */
    public KeeperStatistics statistics(long searches) {
        return counters.with(searches, events.lastChange());
    }

    /**
     * Reports all events, one after the other, first the current state, until the watch is closed.
     */
    public Watch watch(KeeperListener listener) {
        EndableListener watcher = new EndableListener(Objects.requireNonNull(listener, "listener"));
        run(
                () -> {
                    routers.tellAll(watcher);
                    events.add(watcher);
                });
        return () -> {
            run(() -> events.remove(watcher));
            watcher.end();
        };
    }

    @Override
    public void added(Gateway gateway, GatewayState state) {
        run(() -> routers.added(gateway, state));
    }

    @Override
    public void changed(Gateway gateway, GatewayState state) {
        run(() -> routers.changed(gateway, state));
    }

    @Override
    public void removed(Gateway gateway, String reason) {
        run(() -> routers.removed(gateway, reason));
    }

    @Override
    public void missing(GatewayException failure) {
        run(() -> routers.missing(failure));
    }

    /**
     * Releases several ports of this keeper. Completes when the routers have closed all;
     * exceptionally when one could not be asked.
     */
    public CompletableFuture<Void> releaseAll(Collection<KeptPort> ports) {
        return CompletableFuture.allOf(
                ports.stream().map(KeptPort::release).toArray(CompletableFuture<?>[]::new));
    }

    /**
     * Stops: closes the ports that end with the process, and lasting ones if the settings say so,
     * as fast as the routers answer. Makes no calls afterwards, neither to routers nor listeners.
     * Completes when they are closed; exceptionally when one could not be.
     */
    public CompletableFuture<Void> stop() {
        stopped = true;
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(
                () ->
                        routers.stop()
                                .whenComplete(
                                        (nothing, failure) -> {
                                            events.end();
                                            if (failure == null) {
                                                done.complete(null);
                                            } else {
                                                done.completeExceptionally(failure);
                                            }
                                        }));
        return done;
    }

    private void closed(KeptHandle port) {
        if (port.entries().stream().allMatch(each -> each.released().isDone())) {
            unclosed.remove(port);
        }
    }

    private CompletableFuture<Void> reopen(KeptHandle port) {
        CompletableFuture<Void> reopened = new CompletableFuture<>();
        reopening.add(reopened);
        loop.execute(
                () ->
                        allReopened(port)
                                .whenComplete((nothing, failure) -> reopened(reopened, failure)));
        if (ended) {
            endReopening();
        }
        return reopened;
    }

    private CompletableFuture<Void> allReopened(KeptHandle port) {
        CompletableFuture<?>[] all =
                port.entries().stream()
                        .flatMap(each -> routers.reopen(each).stream())
                        .toArray(CompletableFuture<?>[]::new);
        return all.length == 0
                ? CompletableFuture.failedFuture(Reopening.failure(port.entries().get(0)))
                : CompletableFuture.allOf(all);
    }

    /** What depends on it may block. */
    private void reopened(CompletableFuture<Void> caller, @Nullable Throwable failure) {
        listeners.execute(
                () -> {
                    reopening.remove(caller);
                    Endings.end(caller, failure);
                });
    }

    private void endReopening() {
        reopening.forEach(
                each ->
                        each.completeExceptionally(
                                new GatewayException(Reason.FAILED, "The port keeper has ended.")));
    }

    private void release(KeptHandle port) {
        if (entries.remove(port)) {
            loop.execute(() -> port.entries().forEach(routers::release));
            if (ended) {
                stays(port);
            }
        }
    }

    /**
     * Fails the releases that have not completed. To be called when the loop
     * has ended.
     */
    public void end() {
        ended = true;
        endReopening();
        unclosed.stream().filter(each -> !entries.has(each)).forEach(Keeper::stays);
        entries.all().forEach(KeptEntry::neverOpens);
    }

    private static void stays(KeptHandle port) {
        for (KeptEntry each : port.entries()) {
            each.gone();
            each.released().completeExceptionally(PendingReleases.tooLate(each));
        }
    }

    private void run(Runnable task) {
        loop.execute(
                () -> {
                    if (!routers.isStopped()) {
                        task.run();
                    }
                });
    }
}
