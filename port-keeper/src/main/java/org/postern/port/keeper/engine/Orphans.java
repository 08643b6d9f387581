// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.port.keeper.ledger.LedgerEntry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Closes what the ledger says is ours on one router and nobody asks for any more: from an earlier
 * run, or because the router did not answer when it was to be closed. Used by the keeper's thread.
 */
final class Orphans {
    private static final int BATCH = 16;

    /** What could not be closed is tried again so much later. */
    private static final long AGAIN = Duration.ofMinutes(5).toNanos();

    private final Parts parts;
    private final Router router;
    private final Deque<LedgerEntry> waiting = new ArrayDeque<>();
    private boolean planned;

    Orphans(Parts parts, Router router) {
        this.parts = parts;
        this.router = router;
    }

    /** Looks for them. */
    void seek() {
        waiting.clear();
        parts.book().of(router.gateway().info()).stream()
                .filter(each -> router.places().isFree(Book.keyOf(each)))
                .sorted((one, other) -> Book.keyOf(one).compareTo(Book.keyOf(other)))
                .forEach(waiting::add);
    }

    Optional<Call> next() {
        List<LedgerEntry> batch = new ArrayList<>();
        while (!waiting.isEmpty()
                && batch.size() < BATCH
                && (batch.isEmpty() || batch.get(0).protocol() == waiting.element().protocol())) {
            LedgerEntry entry = waiting.remove();
            // Somebody may have asked for it meanwhile.
            if (router.places().isFree(Book.keyOf(entry))) {
                batch.add(entry);
                router.places().lock(Book.keyOf(entry));
            }
        }
        return batch.isEmpty() ? Optional.empty() : Optional.of(call(batch));
    }

    private Call call(List<LedgerEntry> batch) {
        Instant now = parts.time().wall();
        return Call.inBackground(
                (gateway, pace) -> {
                    List<LedgerEntry> left = new ArrayList<>(batch);
                    List<LedgerEntry> closed = close(gateway.paced(pace), left, now);
                    return () -> done(batch, left, closed);
                },
                failure -> done(batch, batch, List.of()));
    }

    /** On a worker thread; what is settled leaves the list. */
    private static List<LedgerEntry> close(Gateway gateway, List<LedgerEntry> batch, Instant now)
            throws GatewayException, InterruptedException {
        TreeSet<Integer> ports = new TreeSet<>();
        batch.forEach(each -> ports.add(each.externalPort()));
        List<PortMapping> found = gateway.findAll(batch.get(0).protocol(), ports);
        List<LedgerEntry> closed = new ArrayList<>();
        for (LedgerEntry entry : List.copyOf(batch)) {
            if (found.stream().noneMatch(each -> isOurs(entry, each, now))) {
                batch.remove(entry);
                continue;
            }
            try {
                gateway.unmap(entry.protocol(), entry.externalPort());
                batch.remove(entry);
                closed.add(entry);
            } catch (GatewayException e) {
                if (e.result() == UpnpResult.PORT_MAPPING_NOT_FOUND) {
                    batch.remove(entry);
                }
            }
        }
        return closed;
    }

    /** Where a router does not tell the client, only as long as it may be nobody else's. */
    private static boolean isOurs(LedgerEntry entry, PortMapping found, Instant now) {
        return entry.matches(found)
                || entry.externalPort() == found.externalPort()
                        && entry.goodUntil().isAfter(now)
                        && Book.isAbout(entry, found);
    }

    private void done(List<LedgerEntry> batch, List<LedgerEntry> left, List<LedgerEntry> closed) {
        batch.stream()
                .filter(each -> !left.contains(each))
                .forEach(each -> parts.book().remove(router.gateway().info(), Book.keyOf(each)));
        closed.forEach(
                each ->
                        parts.events()
                                .port(
                                        Kind.PORT_CLOSED,
                                        router.gateway().info(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        () -> Book.keyOf(each) + " was left open and is closed."));
        batch.forEach(each -> router.places().unlock(Book.keyOf(each)));
        if (!left.isEmpty()) {
            later();
        }
    }

    /** Seeks again after a while. */
    void later() {
        if (!planned) {
            planned = true;
            parts.agenda()
                    .at(
                            parts.time().now() + AGAIN,
                            () -> {
                                planned = false;
                                seek();
                                router.proceed();
                            });
        }
    }
}
