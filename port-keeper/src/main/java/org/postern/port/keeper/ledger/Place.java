// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.AddressFamily;

/** What entries about the same port of the same router have in common. */
record Place(String router, String udn, AddressFamily family, PortKey key) {
    static Place of(GatewayInfo gateway, AddressFamily family, PortKey key) {
        return new Place(
                gateway.address().getHostAddress(), LedgerEntry.udnOf(gateway), family, key);
    }

    static Place of(LedgerEntry entry) {
        return new Place(entry.router(), entry.udn(), entry.family(), entry.key());
    }

    Place withoutUdn() {
        return new Place(router, "", family, key);
    }
}
