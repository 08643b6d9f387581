package org.postern.port.keeper.engine;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.GatewayState;
import org.postern.api.gateway.PortMapping;
import org.postern.port.keeper.ledger.LedgerEntry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;

/** A gateway with its spots, its pace and its calls. Used by the keeper's thread. */
final class Router {
    private final RouterPace pace;
    private final Slots slots;
    private final NavigableMap<PortKey, Spot> spots = new TreeMap<>();

    /** Those that may be looked at, by the time for it. */
    private final TreeSet<Spot> due = new TreeSet<>(Spot.FIRST_DUE);

    private final Set<PortKey> closing = new HashSet<>();
    private Gateway gateway;
    private Gateway paced;
    private GatewayState state;
    private boolean alive = true;

    Router(Gateway gateway, GatewayState state, Loop loop, Executor workers) {
        this.pace = new RouterPace(loop::nanoTime);
        this.slots = new Slots(loop, workers);
        this.gateway = gateway;
        this.paced = gateway.paced(pace);
        this.state = state;
    }

    Gateway gateway() {
        return gateway;
    }

    /** For what is done in the background. */
    Gateway paced() {
        return paced;
    }

    RouterPace pace() {
        return pace;
    }

    Slots slots() {
        return slots;
    }

    GatewayState state() {
        return state;
    }

    void state(GatewayState now) {
        state = now;
    }

    boolean alive() {
        return alive;
    }

    void dead() {
        alive = false;
        slots.clear();
    }

    /** The same router by another object, such as after a restart on another port. */
    void becomes(Gateway other, GatewayState now) {
        gateway = other;
        paced = other.paced(pace);
        state = now;
    }

    /** Whether an object stands for this router. */
    boolean is(GatewayInfo info) {
        GatewayInfo mine = gateway.info();
        return mine.udn().equals(info.udn()) && mine.address().equals(info.address());
    }

    Collection<Spot> spots() {
        return List.copyOf(spots.values());
    }

    Optional<Spot> spot(PortKey key) {
        return Optional.ofNullable(spots.get(key));
    }

    void put(Spot spot) {
        spots.put(spot.key(), spot);
        awaits(spot);
    }

    void remove(Spot spot) {
        spots.remove(spot.key(), spot);
        due.remove(spot);
    }

    /** What is being closed is not looked at until that is done, nor what comes in its place. */
    void closes(PortKey key) {
        closing.add(key);
    }

    boolean isClosing(PortKey key) {
        return closing.contains(key);
    }

    /** Says who waits for the place. */
    Optional<Spot> closed(PortKey key) {
        closing.remove(key);
        return spot(key);
    }

    /** The spot to be looked at first. */
    Optional<Spot> firstDue() {
        return due.isEmpty() ? Optional.empty() : Optional.of(due.first());
    }

    /** To be called before the time, the port or the state of a spot changes. */
    void changes(Spot spot) {
        due.remove(spot);
    }

    /** To be called after that. */
    void awaits(Spot spot) {
        if (spot.mayBeLookedAt() && spots.get(spot.key()) == spot) {
            due.add(spot);
        }
    }

    /** The spots beside one, in the order of their ports, itself among them. */
    List<Spot> neighbours(Spot spot, int most, int reach, long due) {
        List<Spot> near = new ArrayList<>();
        ((TreeMap<PortKey, Spot>) spots)
                        .subMap(
                                spot.key(),
                                true,
                                new PortKey(spot.key().protocol(), spot.key().port() + reach),
                                false)
                        .values()
                        .stream()
                        .filter(each -> each == spot || (each.lookAt() <= due && isQuiet(each)))
                        .limit(most)
                        .forEach(near::add);
        return near;
    }

    /** Not one that failed: some routers refuse a whole list for the sake of one port. */
    private static boolean isQuiet(Spot spot) {
        return spot.failures() == 0 && spot.mayBeLookedAt();
    }

    LedgerEntry entry(Spot spot, PortMapping mapping, Instant goodUntil) {
        return new LedgerEntry(
                gateway.info().udn(),
                gateway.info().address().getHostAddress(),
                mapping.protocol(),
                mapping.externalPort(),
                mapping.internalClient().getHostAddress(),
                mapping.internalPort(),
                goodUntil);
    }

    /** As it will be if the router does what it is asked. */
    LedgerEntry planned(Spot spot, Instant goodUntil) {
        return new LedgerEntry(
                gateway.info().udn(),
                gateway.info().address().getHostAddress(),
                spot.key().protocol(),
                spot.key().port(),
                gateway.info().localAddress().getHostAddress(),
                spot.kept().request().effectiveInternalPort(),
                goodUntil);
    }

    /** Whether a mapping leads to this machine as the router sees it now, and is in force. */
    boolean leadsHere(Spot spot, PortMapping mapping) {
        return mapping.enabled()
                && mapping.internalClient().equals(gateway.info().localAddress())
                && mapping.internalPort() == spot.kept().request().effectiveInternalPort();
    }
}
