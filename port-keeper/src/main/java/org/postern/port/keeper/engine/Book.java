// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortMapping;
import org.postern.port.keeper.ledger.Ledger;
import org.postern.port.keeper.ledger.LedgerEntry;

import java.net.InetAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ledger, by place. A mapping is ours only when it is in here: a second instance of ourselves
 * on this machine opens mappings that look just like ours. Used by the keeper's thread.
 */
final class Book {
    private final Ledger ledger;
    private final Map<Place, LedgerEntry> entries = new HashMap<>();

    private record Place(String router, String udn, PortKey key) {
        static Place of(GatewayInfo gateway, PortKey key) {
            return new Place(gateway.address().getHostAddress(), gateway.udn(), key);
        }

        static Place of(LedgerEntry entry) {
            return new Place(entry.router(), entry.udn(), keyOf(entry));
        }
    }

    Book(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Reads what earlier runs have left. */
    void load() {
        ledger.entries().forEach(entry -> entries.put(Place.of(entry), entry));
    }

    static PortKey keyOf(LedgerEntry entry) {
        return new PortKey(entry.protocol(), entry.externalPort());
    }

    Optional<LedgerEntry> at(GatewayInfo gateway, PortKey key) {
        return Optional.ofNullable(entries.get(Place.of(gateway, key)));
    }

    List<LedgerEntry> of(GatewayInfo gateway) {
        return entries.values().stream().filter(each -> each.isOf(gateway)).toList();
    }

    /** Whether a port may still be open on some router. */
    boolean mayBeOpen(PortKey key, Instant now) {
        return entries.values().stream()
                .anyMatch(each -> keyOf(each).equals(key) && each.goodUntil().isAfter(now));
    }

    /** Whether a router's entry is ours; some routers do not tell the client. */
    boolean owns(GatewayInfo gateway, PortMapping found) {
        return at(gateway, new PortKey(found.protocol(), found.externalPort()))
                        .filter(entry -> isAbout(entry, found))
                        .isPresent()
                || isOfAnotherUdn(gateway, found);
    }

    /** Some routers have another UDN after each restart. */
    private boolean isOfAnotherUdn(GatewayInfo gateway, PortMapping found) {
        return entries.values().stream()
                .filter(each -> each.router().equals(gateway.address().getHostAddress()))
                .filter(
                        each ->
                                each.internalClient()
                                        .equals(gateway.localAddress().getHostAddress()))
                .anyMatch(each -> each.matches(found));
    }

    /** Whether a router's entry at the same port is what an entry of the ledger tells of. */
    static boolean isAbout(LedgerEntry entry, PortMapping found) {
        return entry.matches(found)
                || found.internalClient().isAnyLocalAddress()
                        && entry.internalPort() == found.internalPort();
    }

    /** What a router is about to be asked for. */
    void plans(GatewayInfo gateway, MappingRequest request, Instant now) {
        put(
                gateway,
                PortKey.of(request),
                gateway.localAddress(),
                request.effectiveInternalPort(),
                request.lease().isZero() ? Instant.MAX : now.plus(request.lease()));
    }

    /** What was planned did not come about: an entry of before counts again. */
    void restores(LedgerEntry entry) {
        put(entry);
    }

    /** What a router holds; some do not tell for whom. */
    void holds(GatewayInfo gateway, PortMapping held, Instant goodUntil) {
        InetAddress client = held.internalClient();
        put(
                gateway,
                new PortKey(held.protocol(), held.externalPort()),
                client.isAnyLocalAddress() ? gateway.localAddress() : client,
                held.internalPort(),
                goodUntil);
    }

    private void put(
            GatewayInfo gateway, PortKey key, InetAddress client, int port, Instant goodUntil) {
        LedgerEntry entry =
                new LedgerEntry(
                        gateway.udn(),
                        gateway.address().getHostAddress(),
                        key.protocol(),
                        key.port(),
                        client.getHostAddress(),
                        port,
                        goodUntil);
        put(entry);
    }

    private void put(LedgerEntry entry) {
        LedgerEntry old = entries.put(Place.of(entry), entry);
        if (old == null || !written(entry).equals(written(old))) {
            ledger.put(written(entry));
        }
    }

    /**
     * With the end rounded up to an hour, so that not every look and renewal is written: it only tells
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

    void remove(GatewayInfo gateway, PortKey key) {
        LedgerEntry old = entries.remove(Place.of(gateway, key));
        if (old != null) {
            ledger.remove(old);
        }
    }
}
