package org.postern.port.keeper.engine;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayListener;
import org.postern.api.gateway.GatewayState;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperListener;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortListener;
import org.postern.port.keeper.ledger.Ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps ports open on the gateways that it is told of. May be called from any thread; all state is
 * confined to the thread of its loop.
 */
public final class Keeper implements GatewayListener {
    private final KeeperSettings settings;
    private final Loop loop;
    private final Executor workers;
    private final Time time;
    private final Agenda agenda;
    private final Events events;
    private final Opening opening;
    private final Looking looking;
    private final Map<PortKey, Kept> ports = new ConcurrentSkipListMap<>();
    private final List<Router> routers = new ArrayList<>();
    private final Choice choice;
    private Optional<Agenda.Entry> nextLook = Optional.empty();
    private boolean looksPlanned;
    private boolean graceOver;
    private volatile boolean stopped;

    /**
     * A keeper that has not started anything.
     *
     * @param settings how it works
     * @param ledger which mappings are its own
     * @param loop its one thread
     * @param workers run the calls to routers, which block
     * @param jitter so that not all is done at the same moment
     */
    public Keeper(
            KeeperSettings settings, Ledger ledger, Loop loop, Executor workers, Jitter jitter) {
        this.settings = settings;
        this.loop = loop;
        this.workers = workers;
        this.time = new Time(loop);
        this.agenda = new Agenda(loop, time);
        this.events = new Events(loop);
        this.choice = new Choice(settings);
        this.opening = new Opening(settings, ledger, agenda, time, jitter, events, this::planLooks);
        this.looking = new Looking(ledger, opening, time, jitter, settings);
        agenda.whenSlept(() -> routers.forEach(this::suspect));
    }

    /** Gives those who ask for what an earlier run has left a while to come. */
    public void start() {
        loop.execute(
                () ->
                        agenda.at(
                                time.now() + settings.orphanGrace().toNanos(),
                                () -> {
                                    graceOver = true;
                                    routers.stream()
                                            .filter(choice::uses)
                                            .forEach(looking::closeOrphans);
                                }));
    }

    /**
     * Keeps a port.
     *
     * @param request what should be open
     * @param listener told what becomes of it
     * @param origin who asks
     * @return the handle
     * @throws GatewayException for a request out of range, and for a port that is kept already
     */
    public KeptPort keep(MappingRequest request, PortListener listener, Origin origin)
            throws GatewayException {
        request.check();
        Kept kept = new Kept(request, listener, origin, this::release);
        Kept earlier = ports.putIfAbsent(kept.key(), kept);
        if (earlier != null) {
            throw new GatewayException(
                    UpnpResult.CONFLICT_WITH_OTHER_MAPPING,
                    kept.key()
                            + " is kept open already, for "
                            + earlier.origin()
                            + ". Release it there, or ask for another port.");
        }
        loop.execute(() -> routers.stream().filter(choice::uses).forEach(r -> place(r, kept)));
        return kept;
    }

    /**
     * All that is kept.
     *
     * @return by protocol and external port
     */
    public List<KeptPort> ports() {
        return List.copyOf(ports.values());
    }

    /**
     * Tells all that happens, and first how things are.
     *
     * @param listener who is told
     * @return ends it
     */
    public Runnable watch(KeeperListener listener) {
        loop.execute(
                () -> {
                    events.add(listener);
                    Events.shielded("a watcher", () -> tellAll(listener));
                });
        return () -> loop.execute(() -> events.remove(listener));
    }

    private void tellAll(KeeperListener listener) {
        for (Router router : routers) {
            listener.happened(
                    events.event(
                            KeeperEvent.Kind.GATEWAY_FOUND,
                            Optional.of(router.gateway()),
                            router.gateway() + " is there."));
            for (Spot spot : router.spots()) {
                spot.open()
                        .ifPresent(
                                port ->
                                        listener.happened(
                                                new KeeperEvent(
                                                        loop.now(),
                                                        KeeperEvent.Kind.PORT_OPENED,
                                                        Optional.of(port.gateway()),
                                                        Optional.of(spot.kept().request()),
                                                        Optional.of(port),
                                                        spot.key() + " is open.")));
            }
        }
    }

    @Override
    public void added(Gateway gateway, GatewayState state) {
        loop.execute(
                () -> {
                    Optional<Router> known =
                            routers.stream().filter(each -> each.is(gateway.info())).findFirst();
                    if (known.isPresent()) {
                        known.get().becomes(gateway, state);
                        suspect(known.get());
                    } else {
                        routers.add(new Router(gateway, state, loop, workers));
                    }
                    events.gateway(KeeperEvent.Kind.GATEWAY_FOUND, gateway, gateway + " is there.");
                    choose();
                });
    }

    @Override
    public void changed(Gateway gateway, GatewayState state) {
        loop.execute(() -> of(gateway).ifPresent(router -> changed(router, state)));
    }

    private void changed(Router router, GatewayState state) {
        GatewayState before = router.state();
        router.state(state);
        if (!before.externalAddress().equals(state.externalAddress())) {
            String now =
                    state.externalAddress()
                            .map(each -> "has the external address " + each.getHostAddress())
                            .orElse("has no external address");
            events.gateway(
                    KeeperEvent.Kind.GATEWAY_CHANGED,
                    router.gateway(),
                    router.gateway() + " " + now + ".");
            router.spots().forEach(spot -> addressChanged(router, spot));
        }
        if (state.revision() != before.revision()) {
            suspect(router);
        }
        choose();
    }

    private void addressChanged(Router router, Spot spot) {
        spot.open()
                .ifPresent(
                        port -> {
                            spot.kept().changed(port);
                            spot.kept().refresh(false);
                            events.port(
                                    KeeperEvent.Kind.PORT_CHANGED,
                                    router.gateway(),
                                    spot.kept(),
                                    Optional.of(port),
                                    spot.key()
                                            + port.externalAddress()
                                                    .map(
                                                            each ->
                                                                    " is reached at "
                                                                            + each.getHostAddress()
                                                                            + " now.")
                                                    .orElse(" is not reached from outside now."));
                        });
    }

    @Override
    public void removed(Gateway gateway, String reason) {
        loop.execute(
                () ->
                        of(gateway)
                                .ifPresent(
                                        router -> {
                                            for (Spot spot : router.spots()) {
                                                opening.lost(router, spot, reason);
                                                detach(router, spot);
                                            }
                                            router.dead();
                                            routers.remove(router);
                                            events.gateway(
                                                    KeeperEvent.Kind.GATEWAY_GONE,
                                                    gateway,
                                                    gateway + " is gone: " + reason);
                                            choose();
                                        }));
    }

    @Override
    public void missing(GatewayException failure) {
        loop.execute(() -> events.missing(String.valueOf(failure.getMessage())));
    }

    private Optional<Router> of(Gateway gateway) {
        return routers.stream().filter(each -> each.gateway() == gateway).findFirst();
    }

    /** What a router holds may be another than before: looks at all of it at once. */
    private void suspect(Router router) {
        router.pace().restoring(true);
        router.spots().forEach(spot -> spot.looksAt(time.now()));
        planLooks();
    }

    private void choose() {
        choice.among(routers);
        for (Router router : routers) {
            if (choice.uses(router)) {
                ports.values().forEach(kept -> place(router, kept));
                if (graceOver) {
                    looking.closeOrphans(router);
                }
            } else {
                for (Spot spot : router.spots()) {
                    detach(router, spot);
                    opening.close(router, spot, true, failure -> {});
                }
            }
        }
    }

    private void detach(Router router, Spot spot) {
        spot.kept().spots().remove(router);
        spot.kept().refresh(false);
    }

    private void place(Router router, Kept kept) {
        if (stopped || kept.spots().containsKey(router) || ports.get(kept.key()) != kept) {
            return;
        }
        Spot spot = new Spot(kept, router, time);
        kept.spots().put(router, spot);
        router.put(spot);
        if (router.isClosing(spot.key())) {
            spot.looksAt(Time.NEVER);
        }
        kept.refresh(false);
        planLooks();
    }

    /** Once all that happens now has happened, so that neighbours are looked at together. */
    private void planLooks() {
        if (!looksPlanned && !stopped) {
            looksPlanned = true;
            loop.execute(this::looks);
        }
    }

    private void looks() {
        looksPlanned = false;
        if (stopped) {
            return;
        }
        nextLook.ifPresent(agenda::cancel);
        long next =
                routers.stream()
                        .filter(choice::uses)
                        .mapToLong(looking::turn)
                        .min()
                        .orElse(Time.NEVER);
        nextLook =
                next == Time.NEVER
                        ? Optional.empty()
                        : Optional.of(agenda.at(next, this::planLooks));
    }

    /** The number is free at once, for whoever asks next; the router's turn comes later. */
    private void release(Kept kept) {
        if (ports.remove(kept.key(), kept)) {
            loop.execute(() -> close(kept, true));
        }
    }

    private void close(Kept kept, boolean paced) {
        List<Router> on = List.copyOf(kept.spots().keySet());
        AtomicInteger left = new AtomicInteger(on.size());
        List<GatewayException> failures = new ArrayList<>();
        for (Router router : on) {
            Spot spot = kept.spots().get(router);
            opening.close(
                    router,
                    spot,
                    paced,
                    failure -> {
                        if (failure != null) {
                            failures.add(failure);
                        }
                        if (left.decrementAndGet() == 0) {
                            end(kept, failures);
                        }
                    });
        }
        kept.spots().clear();
        kept.refresh(true);
        if (on.isEmpty()) {
            end(kept, failures);
        }
    }

    private static void end(Kept kept, List<GatewayException> failures) {
        if (failures.isEmpty()) {
            kept.released().complete(null);
        } else {
            kept.released().completeExceptionally(failures.get(0));
        }
    }

    /**
     * Releases several ports.
     *
     * @param all kept by this keeper
     * @return ends when all have ended
     */
    public CompletableFuture<Void> releaseAll(Collection<KeptPort> all) {
        return CompletableFuture.allOf(
                all.stream().map(KeptPort::release).toArray(CompletableFuture<?>[]::new));
    }

    /**
     * Closes what is of the process's life, and leaves lasting ports on their lease unless the
     * settings say otherwise. Nothing is opened, renewed or told afterwards.
     *
     * @return ends when the routers have closed them
     */
    public CompletableFuture<Void> stop() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(
                () -> {
                    stopped = true;
                    agenda.close();
                    List<Kept> closing =
                            ports.values().stream()
                                    .filter(each -> !each.lasting() || settings.closeLasting())
                                    .toList();
                    routers.forEach(router -> router.slots().clear());
                    closing.forEach(each -> ports.remove(each.key(), each));
                    closing.forEach(each -> close(each, false));
                    CompletableFuture.allOf(
                                    closing.stream()
                                            .map(Kept::released)
                                            .toArray(CompletableFuture<?>[]::new))
                            .whenComplete(
                                    (nothing, failure) -> {
                                        events.clear();
                                        if (failure == null) {
                                            done.complete(null);
                                        } else {
                                            done.completeExceptionally(failure);
                                        }
                                    });
                });
        return done;
    }
}
