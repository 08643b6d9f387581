// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.upnp.UpnpAttributes;

import java.time.Instant;

/**
 * A mapping that this instance has opened, or is about to open; ports are 1..65535. The UDN is
 * empty where the router has none; its address in the local network is there as well, as UDNs are
 * reused (quirk S5). {@code internalClient} is this machine's address of that time, or the requested
 * client; for a pinhole an address of IPv6, {@code ::} before one is chosen. Both addresses are literals. The router forgets the mapping by itself at {@code
 * goodUntil}, {@link Instant#MAX} for a permanent one.
 */
public record LedgerEntry(
        String udn,
        String router,
        Protocol protocol,
        int externalPort,
        String internalClient,
        int internalPort,
        Instant goodUntil) {

    /** What tells a router from another at its address; empty where it has none. */
    public static String udnOf(GatewayInfo gateway) {
        return gateway.attribute(UpnpAttributes.UDN).orElse("");
    }

    /** Whether it is a mapping or a pinhole. */
    AddressFamily family() {
        return internalClient.indexOf(':') < 0 ? AddressFamily.IPV4 : AddressFamily.IPV6;
    }

    /** Which port of its router it is about. */
    public PortKey key() {
        return new PortKey(protocol, externalPort);
    }

    /** Whether it is about this router; its UDN may have become known after the entry was made. */
    public boolean isOf(GatewayInfo gateway) {
        return router.equals(gateway.address().getHostAddress())
                && (udn.isEmpty() || udn.equals(udnOf(gateway)));
    }

    /** Whether a router's entry is the one that was opened; its description may have been cut. */
    public boolean matches(PortMapping mapping) {
        return protocol == mapping.protocol()
                && externalPort == mapping.externalPort()
                && internalPort == mapping.internalPort()
                && internalClient.equals(mapping.internalClient().getHostAddress());
    }
}
