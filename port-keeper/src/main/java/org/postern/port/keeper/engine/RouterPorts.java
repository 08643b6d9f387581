// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.keeper.OpenPort;
import org.postern.port.keeper.kept.KeptEntry;
import org.postern.port.keeper.router.RouterAnswers;
import org.postern.port.keeper.router.RouterHistory;
import org.postern.port.keeper.router.RouterQueue;
import org.postern.port.keeper.state.PortState;
import org.postern.port.keeper.state.Signal;
import org.postern.port.keeper.state.Step;
import org.postern.port.keeper.state.Target;
import org.postern.port.keeper.state.Transitions;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The ports that are kept on one router: processes signals one after the other.
 * Used by the keeper's thread.
 */
final class RouterPorts implements RouterAnswers {
    private final KeeperServices services;
    private final RouterHistory memory;
    private final RouterGateways gateways;
    private final PortPlaces places = new PortPlaces(each -> signal(each, new Signal.PlaceFree()));
    private final OrphanQueue orphans;
    private final CloseQueue closings;
    private final RouterQueue queue;
    private final Restoration restoration;
    private final PeriodicCheck check;
    private final PortViews views;
    private final PortEffects effects;

    /** The ports to be kept open. */
    private final Map<KeptEntry, PortSession> wanted = new LinkedHashMap<>();

    /** Released ports that are closed after the call that is running. */
    private final List<PortSession> leaving = new ArrayList<>();

    private final Deque<Pending> pending = new ArrayDeque<>();
    private boolean stepping;

    private record Pending(PortSession port, Signal signal) {}

    /** Those of one family; {@code asked} is through what the router is asked for them. */
    RouterPorts(
            KeeperServices services,
            RouterHistory memory,
            RouterGateways gateways,
            Supplier<Gateway> asked) {
        this.services = services;
        this.memory = memory;
        this.gateways = gateways;
        orphans = new OrphanQueue(services, gateways, places, this::canLook, this::proceed);
        closings = new CloseQueue(services, gateways, places, this::canLook, orphans::later);
        queue =
                new RouterQueue(
                        services.run(), memory.pace(), asked, this, closings::next, orphans::next);
        restoration = new Restoration(services, queue, this::all, this::signal);
        check = new PeriodicCheck(services, queue, places, wanted::size);
        views = new PortViews(services, gateways, queue);
        effects =
                new PortEffects(
                        services,
                        memory,
                        gateways,
                        places,
                        queue,
                        closings,
                        restoration,
                        views,
                        this::signal);
        check.plan();
    }

    private boolean canLook() {
        return queue.canLook();
    }

    void proceed() {
        queue.proceed();
    }

    RouterQueue queue() {
        return queue;
    }

    Restoration restoration() {
        return restoration;
    }

    PeriodicCheck check() {
        return check;
    }

    void seekOrphans() {
        orphans.seek();
        proceed();
    }

    /** The ports to be kept open. */
    List<PortSession> all() {
        return List.copyOf(wanted.values());
    }

    boolean has(KeptEntry entry) {
        return wanted.containsKey(entry);
    }

    /** The open mappings of one kept port. */
    List<OpenPort> open(KeptEntry entry) {
        return Optional.ofNullable(wanted.get(entry)).stream()
                .flatMap(each -> each.state().lease().stream())
                .flatMap(each -> each.mappings().stream())
                .map(views::port)
                .toList();
    }

    /** Keeps a port here from now on. */
    void add(KeptEntry entry, boolean restored) {
        int first = services.ledger().earlierPort(gateways.info(), entry.request(), places::isFree);
        Target target = Target.of(entry.request(), first);
        PortSession port =
                new PortSession(
                        entry,
                        Transitions.begin(target),
                        services.events(),
                        services.run().schedule(),
                        this::due);
        wanted.put(entry, port);
        if (restored) {
            restoration.add(port);
        }
        signal(port, new Signal.Wanted());
    }

    /** Closes a port here that is open, and opens it again; empty where it is not open. */
    Optional<CompletableFuture<Void>> reopen(KeptEntry entry) {
        PortSession port = wanted.get(entry);
        if (port == null || !port.isHeld()) {
            return Optional.empty();
        }
        CompletableFuture<Void> reopened = port.reopening().ask();
        beginReopening(port);
        proceed();
        return Optional.of(reopened);
    }

    private void beginReopening(PortSession port) {
        if (port.reopening().begin(port.state())) {
            signal(port, new Signal.Reopen());
        }
    }

    /** Closes a port here. */
    CompletableFuture<Void> remove(KeptEntry entry) {
        PortSession port = wanted.remove(entry);
        if (port == null) {
            return CompletableFuture.completedFuture(null);
        }
        entry.leaves(this);
        leaving.add(port);
        signal(port, new Signal.Released());
        return port.closed();
    }

    /** The router is gone. */
    void abandon(String reason) {
        end();
        List<PortSession> ports = new ArrayList<>(wanted.values());
        ports.addAll(leaving);
        wanted.clear();
        for (PortSession port : ports) {
            port.entry().leaves(this);
            // Listeners may look at the status as soon as they are told.
            port.entry().refresh();
            signal(port, new Signal.RouterGone(reason));
            port.closed().completeExceptionally(gateways.absent());
            port.entry().refresh();
        }
        closings.abandon();
    }

    /** Stops all work. */
    void end() {
        queue.end();
        check.end();
        orphans.end();
    }

    private void due(PortSession port) {
        signal(port, new Signal.Due());
        proceed();
    }

    /** The effects of a signal are carried out before the next signal is processed. */
    void signal(PortSession port, Signal signal) {
        pending.add(new Pending(port, signal));
        if (stepping) {
            return;
        }
        stepping = true;
        try {
            for (Pending next = pending.poll(); next != null; next = pending.poll()) {
                step(next.port(), next.signal());
            }
        } finally {
            stepping = false;
        }
    }

    private void step(PortSession port, Signal signal) {
        PortState before = port.state();
        Step step = Transitions.on(before, signal, context(port));
        PortState next = step.next();
        port.state(next);
        place(port, before, next);
        if (isKeptHere(port)) {
            port.entry().beforeTelling(this, views.of(next));
        }
        step.effects().forEach(each -> effects.perform(port, each));
        if (!next.isWanted() && !next.isAsked()) {
            detach(port);
        }
        if (next.waitsForPlace()) {
            places.await(next.target().keys(), port);
        }
        port.planWake();
        refresh(port);
        port.reopening().stepped(before, signal, next, port.entry());
        beginReopening(port);
    }

    private PortContext context(PortSession port) {
        return new PortContext(services, memory, gateways.info(), places, this::canLook, port);
    }

    /** Takes the places that the new state needs, and drops what is queued at others. */
    private void place(PortSession port, PortState before, PortState next) {
        List<PortKey> keys = next.target().keys();
        boolean moved = before.target().port() != next.target().port();
        if (before.waitsForPlace()) {
            places.forget(before.target().keys(), port);
        }
        if (moved || before.getClass() != next.getClass()) {
            if (places.isOwner(before.target().key(), port)) {
                queue.drop(before.target().key());
            }
            if (moved) {
                places.give(before.target().keys(), port);
            }
            if (next.needsPlace() || moved && next instanceof PortState.Closing) {
                places.take(keys, port);
            }
        }
    }

    /** It no longer has a place. */
    private void detach(PortSession port) {
        leaving.remove(port);
        restoration.done(port);
        places.give(port.state().target().keys(), port);
    }

    private void refresh(PortSession port) {
        if (isKeptHere(port)) {
            port.entry().on(this, views.of(port.state()));
        }
    }

    private boolean isKeptHere(PortSession port) {
        return port.state().isWanted() && wanted.get(port.entry()) == port;
    }

    @Override
    public void seen(int round, Map<PortKey, List<PortMapping>> found, List<PortMapping> listed) {
        Map<PortSession, List<PortMapping>> seen = new LinkedHashMap<>();
        int held = 0;
        int missing = 0;
        for (Map.Entry<PortKey, List<PortMapping>> each : found.entrySet()) {
            PortSession port = places.owners().get(each.getKey());
            if (port != null) {
                seen.put(port, each.getValue());
                held += port.isHeld() ? 1 : 0;
                missing += port.isHeld() && each.getValue().isEmpty() ? 1 : 0;
            }
        }
        seen.forEach(
                (port, mappings) ->
                        signal(port, new Signal.Seen(mappings, context(port).unrecorded(listed))));
        restoration.saw(round, held, missing);
    }

    @Override
    public void hidden(PortKey key) {
        Optional.ofNullable(places.owners().get(key))
                .ifPresent(each -> signal(each, new Signal.Hidden()));
    }

    @Override
    public void unanswered(PortKey key, GatewayException failure) {
        PortSession port = places.owners().get(key);
        if (port == null) {
            return;
        }
        if (port.state().isWanted()) {
            port.entry().troubled(services.wall(), failure);
            if (port.isWaiting()) {
                port.reports().waiting(gateways.info(), views.of(port.state()).nextTry());
            }
            refresh(port);
        } else if (port.searchFailed()) {
            queue.drop(key);
            signal(port, new Signal.Hidden());
        }
    }
}
