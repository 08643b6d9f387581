// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.PortKey;

/** What entries about the same port of the same router have in common. */
record Place(String router, String udn, PortKey key) {
    static Place of(GatewayInfo gateway, PortKey key) {
        return new Place(gateway.address().getHostAddress(), LedgerEntry.udnOf(gateway), key);
    }

    static Place of(LedgerEntry entry) {
        return new Place(entry.router(), entry.udn(), entry.key());
    }

    Place withoutUdn() {
        return new Place(router, "", key);
    }
}
