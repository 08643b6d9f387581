// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

import java.util.ArrayList;
import java.util.List;

/** The ledger of one of several instances, in memory. */
public final class SharedLedger implements Ledger {
    /** What the other instances have recorded. */
    public final List<LedgerEntry> others = new ArrayList<>();

    private final MemoryLedger own = new MemoryLedger();

    public SharedLedger(LedgerEntry... others) {
        this.others.addAll(List.of(others));
    }

    @Override
    public List<LedgerEntry> entriesOfOthers() {
        return List.copyOf(others);
    }

    @Override
    public List<LedgerEntry> entries() {
        return own.entries();
    }

    @Override
    public void put(LedgerEntry entry) {
        own.put(entry);
    }

    @Override
    public void remove(LedgerEntry entry) {
        own.remove(entry);
    }
}
