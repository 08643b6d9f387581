// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

import java.io.Serial;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ledger that lasts as long as the process. */
public final class MemoryLedger implements Ledger {
    /** Ten times what is promised; of more the oldest are forgotten. */
    static final int MAX_ENTRIES = 100_000;

    private final Map<Place, LedgerEntry> entries = new Bounded();

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

    int size() {
        return entries.size();
    }

    void forgetEndedBefore(Instant moment) {
        entries.values().removeIf(each -> each.goodUntil().isBefore(moment));
    }

    private static final class Bounded extends LinkedHashMap<Place, LedgerEntry> {
        @Serial private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, LedgerEntry> eldest) {
            return size() > MAX_ENTRIES;
        }
    }
}
