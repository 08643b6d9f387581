// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.OpenPort;
import org.postern.port.keeper.kept.KeptEntry;
import org.postern.port.keeper.ledger.LedgerEntry;
import org.postern.port.keeper.router.Call;
import org.postern.port.keeper.router.CloseBatch;
import org.postern.port.keeper.router.Visibility;
import org.postern.port.keeper.state.Sentences;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Released ports of one router that are to be closed. Used by the keeper's thread. */
final class CloseQueue {
    /** Calls in a row without an answer; two run at once. */
    private static final int TRIES = 5;

    /** Ports that one call looks up. */
    private static final int BATCH = 16;

    /** For a port without a record. */
    private static final CloseBatch.Outcome NOTHING =
            new CloseBatch.Outcome(Visibility.Verdict.FORGET, Optional.empty(), Optional.empty());

    private final KeeperServices services;
    private final RouterGateways gateways;
    private final PortPlaces places;
    private final BooleanSupplier canLook;
    private final Runnable later;
    private final Deque<PortKey> waiting = new ArrayDeque<>();
    private final Deque<PortKey> lookedUp = new ArrayDeque<>();
    private final Map<PortKey, Closing> unfinished = new LinkedHashMap<>();
    private int unanswered;

    private record Closing(
            PortKey key, KeptEntry entry, Optional<OpenPort> port, CompletableFuture<Void> done) {}

    /**
     * An empty queue; {@code canLook} tells whether the router shows single ports, and
     * {@code later} runs when something could not be closed now.
     */
    CloseQueue(
            KeeperServices services,
            RouterGateways gateways,
            PortPlaces places,
            BooleanSupplier canLook,
            Runnable later) {
        this.services = services;
        this.gateways = gateways;
        this.places = places;
        this.canLook = canLook;
        this.later = later;
    }

    /**
     * Closes a port. Completes when it is closed; exceptionally if the router could not be reached.
     * That is reported of a {@code port} that is open until then, and not where something is
     * removed that the router may hold of one that is not.
     */
    CompletableFuture<Void> add(PortKey key, KeptEntry entry, Optional<OpenPort> port) {
        Closing known = unfinished.get(key);
        if (known != null) {
            return known.done();
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        places.lock(key);
        unfinished.put(key, new Closing(key, entry, port, done));
        waiting.add(key);
        return done;
    }

    /**
     * Looks half of the waiting ports up, so that two parallel calls share the work; then closes what
     * was looked up, each port by a call of its own.
     */
    Optional<Call> next() {
        Map<PortKey, LedgerEntry> batch = new LinkedHashMap<>();
        int most = Math.min(BATCH, (waiting.size() + 1) / 2);
        while (batch.size() < most && !waiting.isEmpty()) {
            PortKey key = waiting.remove();
            services.ledger()
                    .at(gateways.info(), key)
                    .ifPresentOrElse(entry -> batch.put(key, entry), () -> ended(key, NOTHING));
        }
        return batch.isEmpty()
                ? Optional.ofNullable(lookedUp.poll()).map(this::closing)
                : Optional.of(look(batch));
    }

    private Call look(Map<PortKey, LedgerEntry> batch) {
        CloseBatch ports = new CloseBatch(batch, canLook.getAsBoolean(), services.wall());
        return Call.of(
                (gateway, pace) -> {
                    List<PortKey> ours = ports.look(gateway);
                    return () -> {
                        unanswered = 0;
                        ports.outcomes().forEach(this::ended);
                        lookedUp.addAll(ours);
                    };
                },
                failure -> {
                    batch.keySet().forEach(waiting::addFirst);
                    silent(failure);
                });
    }

    private Call closing(PortKey key) {
        return Call.of(
                (gateway, pace) -> {
                    CloseBatch.Outcome outcome = CloseBatch.unmap(gateway, key);
                    return () -> {
                        unanswered = 0;
                        ended(key, outcome);
                    };
                },
                failure -> {
                    lookedUp.addFirst(key);
                    silent(failure);
                });
    }

    private void ended(PortKey key, CloseBatch.Outcome outcome) {
        Closing closing = unfinished.remove(key);
        if (closing == null) {
            return;
        }
        if (outcome.refusal().isPresent()) {
            left(closing, outcome.refusal().get());
            return;
        }
        services.ledger().remove(gateways.info(), key);
        closing.port().ifPresent(each -> tell(closing, each, outcome));
        places.unlock(key);
        closing.done().complete(null);
    }

    private void tell(Closing closing, OpenPort port, CloseBatch.Outcome outcome) {
        services.events()
                .port(
                        Kind.PORT_CLOSED,
                        gateways.info(),
                        services.family(),
                        Optional.of(closing.entry().terms().mapping()),
                        Optional.of(port),
                        Optional.of(closing.entry().origin()),
                        () ->
                                outcome.foreign()
                                        .map(each -> Sentences.held(gateways.info(), each))
                                        .orElseGet(
                                                () ->
                                                        Sentences.name(
                                                                        closing.key(),
                                                                        services.family())
                                                                + " is closed."));
    }

    /** A router that left several calls unanswered is not asked for the other ports. */
    private void silent(GatewayException failure) {
        if (++unanswered < TRIES) {
            return;
        }
        unanswered = 0;
        List<PortKey> all = new ArrayList<>(lookedUp);
        all.addAll(waiting);
        lookedUp.clear();
        waiting.clear();
        for (PortKey each : all) {
            Closing closing = unfinished.remove(each);
            if (closing != null) {
                left(closing, failure);
            }
        }
    }

    private void left(Closing closing, GatewayException failure) {
        places.unlock(closing.key());
        later.run();
        closing.done().completeExceptionally(failure);
    }

    /** The router is gone. */
    void abandon() {
        unfinished.values().forEach(each -> each.done().completeExceptionally(gateways.absent()));
        unfinished.clear();
        lookedUp.clear();
        waiting.clear();
    }
}
