// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Takes over the entries of a killed process; of two about one place the one that ends later. */
final class Inheritance {
    private final Ledger heir;

    Inheritance(Ledger heir) {
        this.heir = heir;
    }

    void take(Path file) throws IOException {
        MemoryLedger left = new MemoryLedger();
        LedgerReader.read(file, left);
        if (left.size() == 0) {
            return;
        }
        Map<Place, Instant> known = new HashMap<>();
        heir.entries().forEach(each -> known.put(Place.of(each), each.goodUntil()));
        for (LedgerEntry each : left.entries()) {
            if (each.goodUntil().isAfter(known.getOrDefault(Place.of(each), Instant.MIN))) {
                heir.put(each);
            }
        }
    }
}
