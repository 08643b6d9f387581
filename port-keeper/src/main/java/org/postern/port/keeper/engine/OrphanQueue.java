// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.port.keeper.ledger.LedgerEntry;
import org.postern.port.keeper.loop.ScheduledTask;
import org.postern.port.keeper.router.Call;
import org.postern.port.keeper.router.CloseBatch;
import org.postern.port.keeper.router.Visibility.Verdict;
import org.postern.port.keeper.state.RetryWaits;
import org.postern.port.keeper.state.Sentences;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Closes recorded mappings of one router that no kept port uses: those of an earlier
 * run, and those that could not be closed when they were released. What a router refuses to close
 * is tried a few times; its record is removed when its lease has ended, and a permanent one is left to
 * the next run. Used by the keeper's thread.
 */
final class OrphanQueue {
    /** Refusals of one port after which the router is no longer asked to close it. */
    static final int TRIES = 5;

    private static final int BATCH = 16;

    /** A clock may have been wrong when a record was made. */
    private static final Duration FURTHEST = Duration.ofDays(7);

    private final KeeperServices services;
    private final RouterGateways gateways;
    private final PortPlaces places;
    private final BooleanSupplier canLook;
    private final Runnable proceed;
    private final Deque<LedgerEntry> waiting = new ArrayDeque<>();
    private final Map<PortKey, Integer> refusals = new HashMap<>();
    private final ScheduledTask again;
    private int failures;
    private boolean planned;

    /**
     * An empty queue; {@code canLook} tells whether the router shows single ports, and
     * {@code proceed} runs when there is something to close.
     */
    OrphanQueue(
            KeeperServices services,
            RouterGateways gateways,
            PortPlaces places,
            BooleanSupplier canLook,
            Runnable proceed) {
        this.services = services;
        this.gateways = gateways;
        this.places = places;
        this.canLook = canLook;
        this.proceed = proceed;
        again = new ScheduledTask(services.run().schedule(), this::seekAgain);
    }

    /**
     * Queues the recorded mappings that no kept port uses, here or in another instance, which has
     * taken the port over since.
     */
    void seek() {
        waiting.clear();
        Instant now = services.wall();
        planAt(services.ledger().forgetEnded(gateways.info(), gateways.udns(), now));
        List<LedgerEntry> recorded = services.ledger().of(gateways.info());
        Set<PortKey> ofOthers =
                recorded.isEmpty()
                        ? Set.of()
                        : services.ledger().ofOtherInstances(gateways.info(), now).keySet();
        for (LedgerEntry each : recorded) {
            PortKey key = each.key();
            if (!places.isFree(key)) {
                refusals.remove(key);
            } else if (ofOthers.contains(key)) {
                forget(key);
            } else if (refusals.getOrDefault(key, 0) < TRIES) {
                waiting.add(each);
            } else if (each.goodUntil().isAfter(now)) {
                planAt(each.goodUntil());
            } else {
                forget(key);
            }
        }
    }

    private void seekAgain() {
        planned = false;
        seek();
        proceed.run();
    }

    Optional<Call> next() {
        Map<PortKey, LedgerEntry> batch = new LinkedHashMap<>();
        while (!waiting.isEmpty() && batch.size() < BATCH) {
            LedgerEntry entry = waiting.remove();
            PortKey key = entry.key();
            // It may have been requested since.
            if (places.isFree(key)) {
                batch.put(key, entry);
                places.lock(key);
            }
        }
        return batch.isEmpty() ? Optional.empty() : Optional.of(call(batch));
    }

    private Call call(Map<PortKey, LedgerEntry> batch) {
        CloseBatch closer = new CloseBatch(batch, canLook.getAsBoolean(), services.wall());
        return Call.inBackground(
                (gateway, pace) -> {
                    closer.close(gateway.paced(pace));
                    return () -> done(batch, closer);
                },
                failure -> {
                    closer.outcomes().forEach(this::ended);
                    batch.keySet().forEach(places::unlock);
                    later();
                });
    }

    private void done(Map<PortKey, LedgerEntry> batch, CloseBatch closer) {
        if (closer.outcomes().values().stream().allMatch(each -> each.refusal().isEmpty())) {
            failures = 0;
        }
        closer.outcomes().forEach(this::ended);
        batch.keySet().forEach(places::unlock);
    }

    private void ended(PortKey key, CloseBatch.Outcome outcome) {
        if (outcome.refusal().isPresent()) {
            refusals.merge(key, 1, Integer::sum);
            later();
            return;
        }
        forget(key);
        if (outcome.verdict() == Verdict.CLOSE) {
            services.events()
                    .port(
                            Kind.PORT_CLOSED,
                            gateways.info(),
                            services.family(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            () ->
                                    Sentences.name(key, services.family())
                                            + " was left open and is closed.");
        }
    }

    private void forget(PortKey key) {
        refusals.remove(key);
        services.ledger().remove(gateways.info(), key);
    }

    /** Seeks again after a while. */
    void later() {
        if (!planned) {
            planned = true;
            failures++;
            plan(RetryWaits.ORPHANS.nanos(failures, services.run().jitter()));
        }
    }

    private void planAt(Instant moment) {
        if (moment.equals(Instant.MAX)) {
            return;
        }
        Instant latest = services.wall().plus(FURTHEST);
        Instant next = moment.isAfter(latest) ? latest : moment;
        plan(Duration.between(services.wall(), next).toNanos());
    }

    private void plan(long nanos) {
        again.set(Math.min(again.at(), services.now() + nanos));
    }

    void end() {
        again.off();
    }
}
