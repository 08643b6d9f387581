// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

import java.util.List;

/**
 * Which mappings are this instance's own. Written before a mapping is opened and after one is
 * closed, so that a start after a crash finds all of them. Used by one thread; never fails: what
 * cannot be stored is forgotten at the end of the process.
 */
public interface Ledger {
    /** All entries, those of earlier runs too. */
    List<LedgerEntry> entries();

    /** The entries of other instances that run on this machine now, as far as they can be read. */
    default List<LedgerEntry> entriesOfOthers() {
        return List.of();
    }

    /** Adds an entry; one about the same port of the same router is replaced. */
    void put(LedgerEntry entry);

    /** Removes the entry about the same port of the same router. */
    void remove(LedgerEntry entry);
}
