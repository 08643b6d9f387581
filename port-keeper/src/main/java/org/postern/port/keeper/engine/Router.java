// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.GatewayState;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.OpenPort;
import org.postern.port.keeper.ledger.LedgerEntry;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * One router, by its address in the local network, with the ports that are kept there. Several
 * gateway objects may stand for it: the same router after a restart, or two descriptions of one
 * device. The first one counts. Used by the keeper's thread.
 */
final class Router {
    private final Parts parts;
    private final RouterPace pace;
    private final RouterCalls calls;
    private final Places places = new Places();
    private final Visibility visibility = new Visibility(this::gateway);
    private final Looks looks;
    private final Renewals renewals = new Renewals();
    private final Restoration restoration;
    private final Orphans orphans;
    private final Closings closings;
    private final Sweep sweep;
    private final Set<KeptMapping> openings = new LinkedHashSet<>();
    private final Set<KeptMapping> mappings = new LinkedHashSet<>();
    private final List<Seen> gateways = new ArrayList<>();

    private record Seen(Gateway gateway, GatewayState state) {}

    Router(Parts parts, RouterPace pace, Gateway gateway, GatewayState state) {
        this.parts = parts;
        this.pace = pace;
        gateways.add(new Seen(gateway, state));
        looks = new Looks(parts, this);
        restoration = new Restoration(parts, this);
        orphans = new Orphans(parts, this);
        closings = new Closings(parts, this);
        calls = new RouterCalls(parts, pace, this::gateway, closings::next, this::next);
        sweep = new Sweep(parts, this);
        sweep.plan();
    }

    Gateway gateway() {
        return gateways.get(0).gateway();
    }

    GatewayState state() {
        return gateways.get(0).state();
    }

    /** This machine's address as the router sees it. */
    InetAddress client() {
        return gateway().info().localAddress();
    }

    /** Whether a mapping for a client leads to this machine; some routers do not tell it. */
    boolean isHere(InetAddress client) {
        return client.isAnyLocalAddress() || client.equals(client());
    }

    RouterPace pace() {
        return pace;
    }

    Places places() {
        return places;
    }

    Visibility visibility() {
        return visibility;
    }

    Looks looks() {
        return looks;
    }

    Renewals renewals() {
        return renewals;
    }

    Restoration restoration() {
        return restoration;
    }

    Orphans orphans() {
        return orphans;
    }

    Set<KeptMapping> openings() {
        return openings;
    }

    /** Those that are to be open. */
    List<KeptMapping> mappings() {
        return mappings.stream().filter(KeptMapping::isWanted).toList();
    }

    /** One device may have several descriptions. */
    Set<String> udns() {
        return gateways.stream()
                .map(each -> LedgerEntry.udnOf(each.gateway().info()))
                .collect(Collectors.toSet());
    }

    /** Whether an object stands for it. */
    boolean has(Gateway gateway) {
        return gateways.stream().anyMatch(each -> each.gateway() == gateway);
    }

    /**
     * Another object for the same router. One of the same name takes over at once, as after a restart
     * on another port: the one of before leads nowhere then, and is removed some seconds later.
     */
    void joins(Gateway gateway, GatewayState state) {
        Seen joined = new Seen(gateway, state);
        if (LedgerEntry.udnOf(gateway.info()).equals(LedgerEntry.udnOf(gateway().info()))) {
            Optional<InetAddress> before = state().externalAddress();
            gateways.add(0, joined);
            follows(before);
        } else {
            gateways.add(joined);
        }
    }

    /** What is known of one of its objects is another now. */
    void state(Gateway gateway, GatewayState state) {
        gateways.replaceAll(each -> each.gateway() == gateway ? new Seen(gateway, state) : each);
    }

    /**
     * One of its objects is gone.
     *
     * @return whether another one is left
     */
    boolean leaves(Gateway gateway) {
        if (gateways.size() == 1) {
            return false;
        }
        if (gateway() != gateway) {
            gateways.removeIf(each -> each.gateway() == gateway);
            return true;
        }
        Optional<InetAddress> before = state().externalAddress();
        gateways.remove(0);
        // The newest: an older one may be about to be removed too.
        gateways.add(0, gateways.remove(gateways.size() - 1));
        follows(before);
        return true;
    }

    /** Another object is asked from now on. */
    private void follows(Optional<InetAddress> before) {
        GatewayInfo now = gateway().info();
        parts.events().gateway(Kind.GATEWAY_CHANGED, now, Sentences.moved(now));
        restoration.begin();
        mappings().forEach(KeptMapping::moved);
        if (!before.equals(state().externalAddress())) {
            mappings().forEach(each -> each.holding().changed());
        }
        proceed();
    }

    /** It is gone. */
    void abandon(String reason) {
        end();
        for (KeptMapping mapping : List.copyOf(mappings)) {
            mapping.entry().mappings().remove(this);
            mapping.abandon(reason);
            mapping.entry().refresh();
        }
        closings.abandon();
        mappings.clear();
    }

    /** Keeps a port here from now on. */
    void add(KeptEntry entry, boolean restored) {
        KeptMapping mapping = new KeptMapping(parts, entry, this);
        mappings.add(mapping);
        entry.mappings().put(this, mapping);
        if (restored) {
            restoration.add(mapping);
        }
        mapping.obtaining().look();
    }

    /** Closes a port here. */
    CompletableFuture<Void> remove(KeptEntry entry) {
        KeptMapping mapping = entry.mappings().remove(this);
        if (mapping == null) {
            return CompletableFuture.completedFuture(null);
        }
        return mapping.close();
    }

    /** It stands nowhere any more. */
    void detached(KeptMapping mapping) {
        mappings.remove(mapping);
        drop(mapping);
        restoration.done(mapping);
    }

    /** Closes one port that has its record in the ledger. */
    CompletableFuture<Void> close(
            PortKey key, Optional<MappingRequest> request, Optional<OpenPort> port) {
        CompletableFuture<Void> done = closings.add(key, request, port);
        proceed();
        return done;
    }

    /** Nothing is to be done for it now. */
    void drop(KeptMapping mapping) {
        openings.remove(mapping);
        looks.drop(mapping);
        renewals.drop(mapping);
    }

    void restored(KeptMapping mapping) {
        restoration.done(mapping);
    }

    /** Until when it is not asked, as it did not answer; it may be past. */
    long pausedUntil(boolean toLook) {
        return toLook ? Math.max(calls.pausedUntil(), looks.pausedUntil()) : calls.pausedUntil();
    }

    void forgive() {
        calls.forgive();
        looks.forgive();
        visibility.forgive();
    }

    void proceed() {
        calls.pump();
    }

    /** Only closes what is to be closed, as fast as the router can. */
    void hurry() {
        calls.hurry();
    }

    void end() {
        calls.end();
        sweep.end();
        orphans.end();
    }

    /** Looks at all from now on as often as the settings say now. */
    void sweep() {
        sweep.plan();
    }

    GatewayException absent() {
        return new GatewayException(
                Reason.NO_GATEWAY,
                Sentences.name(gateway().info())
                        + " is not there to be asked. The port closes with its lease, or when the"
                        + " router is back.");
    }

    /** The port that an earlier run had in place of the asked one, where any will do. */
    int remembered(MappingRequest request) {
        if (!request.acceptsOtherPort() || request.keys().stream().anyMatch(this::isRecorded)) {
            return request.externalPort();
        }
        return parts.book().of(gateway().info()).stream()
                .filter(each -> each.internalPort() == request.effectiveInternalPort())
                .filter(each -> request.protocols().contains(each.protocol()))
                .mapToInt(LedgerEntry::externalPort)
                .filter(port -> isFree(request, port))
                .findFirst()
                .orElse(request.externalPort());
    }

    private boolean isRecorded(PortKey key) {
        return parts.book().at(gateway().info(), key).isPresent();
    }

    private boolean isFree(MappingRequest request, int port) {
        return request.protocols().stream()
                .allMatch(each -> places.isFree(new PortKey(each, port)));
    }

    private Optional<Call> next(boolean background) {
        long now = parts.time().now();
        return renewals.nextUrgent(now)
                .map(each -> each.holding().renewalCall())
                .or(this::nextOpening)
                .or(looks::nextFirst)
                .or(() -> renewals.next().map(each -> each.holding().renewalCall()))
                .or(() -> background ? looks.nextCheck() : Optional.empty())
                .or(() -> background ? orphans.next() : Optional.empty());
    }

    private Optional<Call> nextOpening() {
        if (openings.isEmpty()) {
            return Optional.empty();
        }
        KeptMapping mapping = openings.iterator().next();
        openings.remove(mapping);
        return Optional.of(mapping.obtaining().call());
    }
}
