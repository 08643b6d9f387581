package org.postern.port.keeper.ledger;

import org.postern.api.gateway.Protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ledger by place, of which nothing is stored. */
final class MemoryLedger implements Ledger {
    private final Map<Place, LedgerEntry> entries = new LinkedHashMap<>();

    private record Place(String router, String udn, Protocol protocol, int port) {
        static Place of(LedgerEntry entry) {
            return new Place(
                    entry.router(), entry.udn(), entry.protocol(), entry.externalPort());
        }
    }

    @Override
    public List<LedgerEntry> entries() {
        return List.copyOf(entries.values());
    }

    @Override
    public void put(LedgerEntry entry) {
        entries.put(Place.of(entry), entry);
    }

    @Override
    public void remove(LedgerEntry entry) {
        entries.remove(Place.of(entry));
    }
}
