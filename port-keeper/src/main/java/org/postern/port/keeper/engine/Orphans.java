// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.port.keeper.engine.Visibility.Verdict;
import org.postern.port.keeper.ledger.LedgerEntry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Closes what the ledger says is ours on one router and nobody asks for any more: from an earlier
 * run, or because the router did not answer when it was to be closed. What a router refuses to close
 * is tried a few times; its record goes when its lease has ended, and one without an end is left to
 * the next run. Used by the keeper's thread.
 */
final class Orphans {
    /** Refusals of one port before the router is not asked for it any more. */
    static final int TRIES = 5;

    private static final int BATCH = 16;

    /** A clock may have been wrong when a record was made. */
    private static final Duration FURTHEST = Duration.ofDays(7);

    private final Parts parts;
    private final Router router;
    private final Deque<LedgerEntry> waiting = new ArrayDeque<>();
    private final Map<PortKey, Integer> refusals = new HashMap<>();
    private final Alarm again;
    private int failures;
    private boolean planned;

    Orphans(Parts parts, Router router) {
        this.parts = parts;
        this.router = router;
        again = new Alarm(parts.agenda(), this::seekAgain);
    }

    /** Looks for them. */
    void seek() {
        waiting.clear();
        Instant now = parts.time().wall();
        planAt(parts.book().forgetEnded(router.gateway().info(), router.udns(), now));
        for (LedgerEntry each : parts.book().of(router.gateway().info())) {
            PortKey key = each.key();
            if (!router.places().isFree(key)) {
                refusals.remove(key);
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
        router.proceed();
    }

    Optional<Call> next() {
        Map<PortKey, LedgerEntry> batch = new LinkedHashMap<>();
        while (!waiting.isEmpty() && batch.size() < BATCH) {
            LedgerEntry entry = waiting.remove();
            PortKey key = entry.key();
            // Somebody may have asked for it meanwhile.
            if (router.places().isFree(key)) {
                batch.put(key, entry);
                router.places().lock(key);
            }
        }
        return batch.isEmpty() ? Optional.empty() : Optional.of(call(batch));
    }

    private Call call(Map<PortKey, LedgerEntry> batch) {
        Closer closer = new Closer(batch, router.visibility().canLook(), parts.time().wall());
        return Call.inBackground(
                (gateway, pace) -> {
                    closer.close(gateway.paced(pace));
                    return () -> done(batch, closer);
                },
                failure -> {
                    closer.outcomes().forEach(this::ended);
                    batch.keySet().forEach(router.places()::unlock);
                    later();
                });
    }

    private void done(Map<PortKey, LedgerEntry> batch, Closer closer) {
        if (closer.outcomes().values().stream().allMatch(each -> each.refusal().isEmpty())) {
            failures = 0;
        }
        closer.outcomes().forEach(this::ended);
        batch.keySet().forEach(router.places()::unlock);
    }

    private void ended(PortKey key, Closer.Outcome outcome) {
        if (outcome.refusal().isPresent()) {
            refusals.merge(key, 1, Integer::sum);
            later();
            return;
        }
        forget(key);
        if (outcome.verdict() == Verdict.CLOSE) {
            parts.events()
                    .port(
                            Kind.PORT_CLOSED,
                            router.gateway().info(),
                            Optional.empty(),
                            Optional.empty(),
                            () -> key + " was left open and is closed.");
        }
    }

    private void forget(PortKey key) {
        refusals.remove(key);
        parts.book().remove(router.gateway().info(), key);
    }

    /** Seeks again after a while. */
    void later() {
        if (!planned) {
            planned = true;
            failures++;
            plan(RetryWaits.ORPHANS.nanos(failures, parts.jitter()));
        }
    }

    private void planAt(Instant moment) {
        if (moment.equals(Instant.MAX)) {
            return;
        }
        Instant latest = parts.time().wall().plus(FURTHEST);
        Instant next = moment.isAfter(latest) ? latest : moment;
        plan(Duration.between(parts.time().wall(), next).toNanos());
    }

    private void plan(long nanos) {
        again.set(Math.min(again.at(), parts.time().now() + nanos));
    }

    void end() {
        again.off();
    }
}
