// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

import java.util.List;

/**
 * Which mappings are this instance's own. Written before a mapping is opened and after one is
 * closed, so that a start after a crash finds all of them. Used by one thread; never fails: what
 * cannot be stored is forgotten at the end of the process.
 */
public interface Ledger {
    /** A ledger that lasts as long as the process. */
    static Ledger inMemory() {
        return new MemoryLedger();
    }

    /** All entries, those of earlier runs too. */
    List<LedgerEntry> entries();

    /** Adds an entry; one of the {@link LedgerEntry#samePlace same place} is replaced. */
    void put(LedgerEntry entry);

    /** Removes the entry of the {@link LedgerEntry#samePlace same place}. */
    void remove(LedgerEntry entry);
}
