// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import org.postern.simulator.forward.Forwarder;
import org.postern.simulator.forward.Transport;
import org.postern.simulator.soap.ActionFault;
import org.postern.simulator.soap.UpnpError;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The mappings that the router holds, in the order they were made, each with its open port.
 *
 * <p>All state is guarded by this object's lock. Expired leases are removed before anything is read
 * or changed, so no caller sees one.
 */
public final class HeldMappings {
    static final int CAPACITY = 256;

    private record Place(Transport transport, int externalPort) {
        static Place of(Mapping mapping) {
            return new Place(mapping.transport(), mapping.externalPort());
        }
    }

    private final List<Mapping> held = new ArrayList<>();

    /** When some of those held end, whatever their lease. */
    private final Map<Mapping, Instant> vanishing = new HashMap<>();

    private final ShownMappings shown;

    /** Of those held, the ones to which nothing is forwarded until they are removed. */
    private final Set<Place> stopped = new HashSet<>();

    private final Forwarder forwarder;
    private final Clock clock;
    private final Consumer<String> events;
    private final TableListener changes;

    /**
     * The {@code events} receive one line for each change, and {@code changes} is called after
     * each; both must return at once.
     */
    public HeldMappings(
            Forwarder forwarder,
            TableLag lag,
            Clock clock,
            Consumer<String> events,
            TableListener changes) {
        this.forwarder = forwarder;
        this.shown = new ShownMappings(lag);
        this.clock = clock;
        this.events = events;
        this.changes = changes;
    }

    public synchronized List<Mapping> all() {
        expire();
        return List.copyOf(held);
    }

    /** Those that the router shows, which may lag behind. */
    synchronized List<Mapping> shown() {
        return shown.of(all(), clock.instant());
    }

    public synchronized Optional<Mapping> find(Transport transport, int externalPort) {
        expire();
        return held.stream().filter(m -> m.samePort(transport, externalPort)).findFirst();
    }

    /** The one of these that was opened last. */
    public Optional<Mapping> newest(Predicate<Mapping> which) {
        return all().stream().filter(which).reduce((older, newer) -> newer);
    }

    /** Closes the ports whose leases have expired. */
    public synchronized void expire() {
        Instant now = clock.instant();
        end(mapping -> mapping.expiredAt(now), "lease is over, closed");
        vanishing.keySet().retainAll(held);
        end(
                mapping -> !vanishing.getOrDefault(mapping, Instant.MAX).isAfter(now),
                "dropped for no reason");
    }

    /**
     * Opens the port, or renews or replaces the mapping of the same client. Fails with 718 if
     * another client has the port, with {@code full} if the table is full, and with 501 if the port
     * cannot be listened on; the table stays as it was then.
     */
    synchronized void put(Mapping asked, UpnpError full) throws ActionFault {
        Optional<Mapping> present = find(asked.transport(), asked.externalPort());
        if (present.filter(other -> !other.isReplaceableBy(asked)).isPresent()) {
            throw new ActionFault(UpnpError.CONFLICT);
        }
        if (shown.blocked(asked, clock.instant())) {
            throw new ActionFault(UpnpError.CONFLICT);
        }
        if (present.isEmpty() && held.size() >= CAPACITY) {
            throw new ActionFault(full);
        }
        if (!hold(asked.afterUpnpChangeOf(present))) {
            throw new ActionFault(UpnpError.ACTION_FAILED);
        }
    }

    /**
     * Opens the port, or renews or replaces the mapping that has it, whosever that is. Returns
     * false, and leaves the table as it was, if it is full or the port cannot be listened on.
     */
    public synchronized boolean hold(Mapping asked) {
        Optional<Mapping> present = find(asked.transport(), asked.externalPort());
        if (present.isEmpty() && held.size() >= CAPACITY) {
            return false;
        }
        try {
            openOrClose(asked);
        } catch (IOException e) {
            events.accept("cannot open " + asked.describe() + ": " + e.getMessage());
            return false;
        }
        Mapping started = asked.startingAt(clock.instant());
        if (present.isPresent()) {
            held.set(held.indexOf(present.get()), started);
            shown.replaced(present.get(), clock.instant());
        } else {
            held.add(started);
        }
        shown.added(started, clock.instant());
        events.accept(
                (present.isPresent() ? "renewed " : "opened ")
                        + started.describe()
                        + until(started));
        changes.changed(held.size(), started.openedOverUpnp());
        return true;
    }

    /** Makes several changes with no other between them. */
    public synchronized <T> T atomically(Supplier<T> change) {
        return change.get();
    }

    /** Lets a mapping that was just put vanish after a while. */
    synchronized void vanish(Mapping put, Duration after) {
        Instant end = clock.instant().plus(after);
        find(put.transport(), put.externalPort()).ifPresent(each -> vanishing.put(each, end));
    }

    /** Closes the ports of these mappings; returns whether there were any. */
    public synchronized boolean remove(Predicate<Mapping> which) {
        expire();
        shown.deleted(held.stream().filter(which).toList(), clock.instant());
        return end(which, "closed");
    }

    /** Keeps all in the table, but forwards nothing to them until they are removed and added. */
    public synchronized void stopForwarding() {
        for (Mapping mapping : held) {
            forwarder.close(mapping.transport(), mapping.externalPort());
            stopped.add(Place.of(mapping));
        }
    }

    /** Keeps all, but without a lease, so that none of them ends by itself. */
    public synchronized void loseLeases() {
        expire();
        held.replaceAll(mapping -> mapping.withLease(0).startingAt(clock.instant()));
    }

    /** Closes all, as a restart does. */
    public synchronized void forget() {
        end(every -> true, "forgot, closed");
    }

    /** The time by which leases run. */
    public Instant now() {
        return clock.instant();
    }

    private void openOrClose(Mapping mapping) throws IOException {
        if (stopped.contains(Place.of(mapping))) {
            return;
        }
        if (mapping.enabled()) {
            forwarder.open(mapping.rule());
        } else {
            forwarder.close(mapping.transport(), mapping.externalPort());
        }
    }

    private boolean end(Predicate<Mapping> which, String what) {
        List<Mapping> ended = held.stream().filter(which).toList();
        for (Mapping mapping : ended) {
            forwarder.close(mapping.transport(), mapping.externalPort());
            stopped.remove(Place.of(mapping));
            events.accept(what + " " + mapping.describe());
        }
        held.removeAll(ended);
        if (!ended.isEmpty()) {
            changes.changed(held.size(), ended.stream().anyMatch(Mapping::openedOverUpnp));
        }
        return !ended.isEmpty();
    }

    private static String until(Mapping mapping) {
        return mapping.leaseSeconds() == 0
                ? ", for good"
                : ", for " + mapping.leaseSeconds() + " s";
    }
}
