// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;

import java.time.Instant;

/**
 * A mapping that this instance has opened, or is about to open.
 *
 * @param udn of the router; empty where it has none
 * @param router its address in the local network as a literal, as UDNs are reused (quirk S5)
 * @param protocol TCP or UDP
 * @param externalPort 1..65535
 * @param internalClient this machine's address of that time as a literal
 * @param internalPort 1..65535
 * @param goodUntil when the router forgets it by itself; {@link Instant#MAX} for a permanent one
 */
public record LedgerEntry(
        String udn,
        String router,
        Protocol protocol,
        int externalPort,
        String internalClient,
        int internalPort,
        Instant goodUntil) {

    /** Whether both are about the same port of the same router. */
    public boolean samePlace(LedgerEntry other) {
        return router.equals(other.router)
                && udn.equals(other.udn)
                && protocol == other.protocol
                && externalPort == other.externalPort;
    }

    /** Whether it is about this router. */
    public boolean isOf(GatewayInfo gateway) {
        return udn.equals(gateway.udn()) && router.equals(gateway.address().getHostAddress());
    }

    /** Whether a router's entry is the one that was opened; its description may have been cut. */
    public boolean matches(PortMapping mapping) {
        return protocol == mapping.protocol()
                && externalPort == mapping.externalPort()
                && internalPort == mapping.internalPort()
                && internalClient.equals(mapping.internalClient().getHostAddress());
    }
}
