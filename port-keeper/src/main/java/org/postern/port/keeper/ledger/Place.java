// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

import org.postern.api.gateway.Protocol;

/** What entries about the same port of the same router have in common. */
record Place(String router, String udn, Protocol protocol, int port) {
    static Place of(LedgerEntry entry) {
        return new Place(entry.router(), entry.udn(), entry.protocol(), entry.externalPort());
    }
}
