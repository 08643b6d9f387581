// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.PortMapping;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A port that is open on one gateway.
 *
 * @param gatewayInfo which gateway
 * @param externalAddress under which the internet reaches it; empty while the router has none or
 *     does not tell. Over IPv6 an address of this machine
 * @param mapping what the router held when it was last looked at; its external port may be another
 *     than the asked one where any was allowed. Over IPv6, where nothing is translated, both ports
 *     are the same, and the client is {@code externalAddress}
 */
public record OpenPort(
        GatewayInfo gatewayInfo, Optional<InetAddress> externalAddress, PortMapping mapping) {
    /**
     * Over which version of IP it is open.
     *
     * @return {@link AddressFamily#IPV6} where the client's address is one of IPv6
     */
    public AddressFamily family() {
        return mapping.internalClient() instanceof Inet6Address
                ? AddressFamily.IPV6
                : AddressFamily.IPV4;
    }
}
