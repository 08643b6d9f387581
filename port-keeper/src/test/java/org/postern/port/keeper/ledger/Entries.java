// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

import org.postern.api.gateway.Protocol;

import java.time.Instant;

/** Entries as they come up. */
final class Entries {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Entries() {}

    static LedgerEntry tcp(int port) {
        return tcp(port, NOW.plusSeconds(3600));
    }

    static LedgerEntry tcp(int port, Instant goodUntil) {
        return new LedgerEntry(
                "uuid:1", "192.168.1.1", Protocol.TCP, port, "192.168.1.9", port, goodUntil);
    }
}
