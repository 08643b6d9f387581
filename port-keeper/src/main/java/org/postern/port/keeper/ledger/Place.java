package org.postern.port.keeper.ledger;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.Protocol;

/** What entries of the {@link LedgerEntry#samePlace same place} have in common. */
record Place(String router, String udn, Protocol protocol, int port) {
    static Place of(LedgerEntry entry) {
        return new Place(entry.router(), entry.udn(), entry.protocol(), entry.externalPort());
    }

    static Place of(GatewayInfo router, Protocol protocol, int externalPort) {
        return new Place(router.address().getHostAddress(), router.udn(), protocol, externalPort);
    }
}
