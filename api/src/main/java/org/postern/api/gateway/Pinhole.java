// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import java.net.Inet6Address;
import java.time.Duration;

/**
 * A port of the IPv6 firewall of a gateway that is open to one host of the local network. Nothing is
 * translated: the internet reaches the host at its own address and port.
 *
 * @param protocol TCP or UDP
 * @param client the address that is reached
 * @param port 1..65535
 * @param lease the time left, in whole seconds, more than zero; what was asked for, where the gateway
 *     does not tell what it grants
 * @param controlProtocol over which it was opened, as {@link GatewayInfo#controlProtocols()} has it
 * @param handle by which this protocol knows the pinhole, possibly empty; of no use elsewhere
 */
public record Pinhole(
        Protocol protocol,
        Inet6Address client,
        int port,
        Duration lease,
        String controlProtocol,
        String handle) {

    /**
     * The same pinhole with another lease.
     *
     * @param other the time left
     * @return a changed copy
     */
    public Pinhole withLease(Duration other) {
        return new Pinhole(protocol, client, port, other, controlProtocol, handle);
    }
}
