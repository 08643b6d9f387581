// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.keeper.AddressFamily;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the ledger has of one family, by place. A mapping is the keeper's own only if it is recorded: a second instance
 * on this machine opens mappings that look the same. Used by the keeper's thread.
 */
public final class LedgerIndex {
    private final Ledger ledger;
    private final AddressFamily family;
    private final Map<Place, LedgerEntry> entries = new HashMap<>();

    /** Nothing is read yet. */
    public LedgerIndex(Ledger ledger, AddressFamily family) {
        this.ledger = ledger;
        this.family = family;
    }

    public AddressFamily family() {
        return family;
    }

    /** Reads what earlier runs have left. */
    public void load() {
        ledger.entries().stream()
                .filter(each -> each.family() == family)
                .forEach(each -> entries.put(Place.of(each), each));
    }

    /** An entry that was made before the router's UDN was known counts, too. */
    public Optional<LedgerEntry> at(GatewayInfo gateway, PortKey key) {
        Place place = Place.of(gateway, family, key);
        return Optional.ofNullable(entries.get(place))
                .or(() -> Optional.ofNullable(entries.get(place.withoutUdn())));
    }

    /** By port. */
    public List<LedgerEntry> of(GatewayInfo gateway) {
        return entries.values().stream()
                .filter(each -> each.isOf(gateway))
                .sorted(Comparator.comparing(LedgerEntry::key))
                .toList();
    }

    /**
     * Forgets what an earlier router at this address held, as soon as its lease has ended: that
     * router cannot be asked any more. The UDNs are those of the router that is there now. Returns
     * when the next of them ends; {@link Instant#MAX} where none does.
     */
    public Instant forgetEnded(GatewayInfo gateway, Set<String> udns, Instant now) {
        List<LedgerEntry> orphaned =
                entries.values().stream()
                        .filter(each -> each.router().equals(gateway.address().getHostAddress()))
                        .filter(each -> !each.udn().isEmpty() && !udns.contains(each.udn()))
                        .toList();
        orphaned.stream().filter(each -> !each.goodUntil().isAfter(now)).forEach(this::remove);
        return orphaned.stream()
                .map(LedgerEntry::goodUntil)
                .filter(each -> each.isAfter(now))
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** Whether a port may still be open on some router. */
    public boolean mayBeOpen(PortKey key, Instant now) {
        return entries.values().stream()
                .anyMatch(each -> each.key().equals(key) && each.goodUntil().isAfter(now));
    }

    /** The port that an earlier run had instead of the requested one, if any is accepted. */
    public int earlierPort(GatewayInfo gateway, MappingRequest request, Predicate<PortKey> isFree) {
        int asked = request.externalPort();
        if (!request.acceptsOtherPort()
                || request.keys().stream().anyMatch(each -> at(gateway, each).isPresent())) {
            return asked;
        }
        return of(gateway).stream()
                .filter(each -> each.internalPort() == request.effectiveInternalPort())
                .filter(each -> request.protocols().contains(each.protocol()))
                .filter(each -> mayBeFor(each, request))
                .mapToInt(LedgerEntry::externalPort)
                .filter(
                        port ->
                                request.protocols().stream()
                                        .map(each -> new PortKey(each, port))
                                        .allMatch(isFree))
                .findFirst()
                .orElse(asked);
    }

    /** An entry for this machine may have a former address of it. */
    private static boolean mayBeFor(LedgerEntry entry, MappingRequest request) {
        return request.client()
                .map(each -> each.getHostAddress().equals(entry.internalClient()))
                .orElse(true);
    }

    /**
     * Whether a mapping that was found for a request is the keeper's own; some routers do not
     * disclose the client.
     */
    public boolean owns(GatewayInfo gateway, MappingRequest request, PortMapping found) {
        return at(gateway, found.key()).filter(entry -> isAbout(entry, found)).isPresent()
                || isOfAnotherUdn(gateway, request, found);
    }

    /** Whether another instance that runs on this machine has recorded a mapping; reads files. */
    public boolean isOfAnotherInstance(GatewayInfo gateway, PortMapping found) {
        String router = gateway.address().getHostAddress();
        return ofOthers().anyMatch(each -> each.router().equals(router) && each.matches(found));
    }

    private Stream<LedgerEntry> ofOthers() {
        return ledger.entriesOfOthers().stream().filter(each -> each.family() == family);
    }

    /**
     * What other instances that run on this machine hold at a router, by port; reads files. Each
     * instance may have reached it over a protocol that tells no UDN.
     */
    public Map<PortKey, LedgerEntry> ofOtherInstances(GatewayInfo gateway, Instant now) {
        String router = gateway.address().getHostAddress();
        String udn = LedgerEntry.udnOf(gateway);
        Map<PortKey, LedgerEntry> held = new HashMap<>();
        ofOthers()
                .filter(each -> each.udn().isEmpty() || udn.isEmpty() || each.udn().equals(udn))
                .filter(each -> each.router().equals(router) && each.goodUntil().isAfter(now))
                .forEach(each -> held.put(each.key(), each));
        return held;
    }

    /**
     * Some routers have another UDN after each restart. Since it may also be a router of another
     * network, only what leads to this machine or to the requested client counts.
     */
    private boolean isOfAnotherUdn(GatewayInfo gateway, MappingRequest request, PortMapping found) {
        InetAddress client = found.internalClient();
        if (!client.equals(gateway.localAddress())
                && request.client().filter(client::equals).isEmpty()) {
            return false;
        }
        return entries.values().stream()
                .filter(each -> each.router().equals(gateway.address().getHostAddress()))
                .anyMatch(each -> each.matches(found));
    }

    /** Whether an entry of the ledger is about a mapping at the same port. */
    public static boolean isAbout(LedgerEntry entry, PortMapping found) {
        return entry.matches(found)
                || found.internalClient().isAnyLocalAddress()
                        && entry.internalPort() == found.internalPort();
    }

    /** Records what the router is about to be asked for: one entry for each protocol. */
    public void plans(GatewayInfo gateway, MappingRequest request, Instant now) {
        request.keys()
                .forEach(
                        key ->
                                put(
                                        gateway,
                                        key,
                                        client(gateway, request),
                                        request.effectiveInternalPort(),
                                        request.lease().isZero()
                                                ? Instant.MAX
                                                : now.plus(request.lease())));
    }

    /** The planned mapping was not opened: restores an earlier entry. */
    public void restores(LedgerEntry entry) {
        put(entry);
    }

    /** Records what a router holds for a request; some do not disclose the client. */
    public void holds(
            GatewayInfo gateway, MappingRequest request, PortMapping held, Instant goodUntil) {
        InetAddress client = held.internalClient();
        put(
                gateway,
                held.key(),
                client.isAnyLocalAddress() ? client(gateway, request) : client,
                held.internalPort(),
                goodUntil);
    }

    private InetAddress client(GatewayInfo gateway, MappingRequest request) {
        InetAddress here = gateway.localAddress();
        boolean isHere = family == AddressFamily.IPV4 && here instanceof Inet4Address;
        return request.client().orElse(isHere ? here : any());
    }

    /** Of a pinhole, whose address is not chosen yet. */
    private InetAddress any() {
        try {
            return InetAddress.getByAddress(new byte[family == AddressFamily.IPV4 ? 4 : 16]);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private void put(
            GatewayInfo gateway, PortKey key, InetAddress client, int port, Instant goodUntil) {
        LedgerEntry entry =
                new LedgerEntry(
                        LedgerEntry.udnOf(gateway),
                        gateway.address().getHostAddress(),
                        key.protocol(),
                        key.externalPort(),
                        client.getHostAddress(),
                        port,
                        goodUntil);
        Optional<LedgerEntry> nameless =
                at(gateway, key).filter(old -> !old.udn().equals(entry.udn()));
        put(entry);
        nameless.ifPresent(this::remove);
    }

    private void put(LedgerEntry entry) {
        LedgerEntry old = entries.put(Place.of(entry), entry);
        if (old == null || !written(entry).equals(written(old))) {
            ledger.put(written(entry));
        }
    }

    /**
     * With the end rounded up to an hour, so that few checks and renewals are written: it only tells
     * the next run how long to look for what is left, and memory cards wear out.
     */
    private static LedgerEntry written(LedgerEntry entry) {
        return entry.goodUntil().equals(Instant.MAX)
                ? entry
                : new LedgerEntry(
                        entry.udn(),
                        entry.router(),
                        entry.protocol(),
                        entry.externalPort(),
                        entry.internalClient(),
                        entry.internalPort(),
                        entry.goodUntil().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS));
    }

    public void remove(GatewayInfo gateway, PortKey key) {
        at(gateway, key).ifPresent(this::remove);
    }

    private void remove(LedgerEntry entry) {
        entries.remove(Place.of(entry));
        ledger.remove(entry);
    }
}
