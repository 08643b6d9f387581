// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import java.net.InetAddress;
import java.time.Duration;

/**
 * A port that a router forwards, as the router reports it.
 *
 * @param protocol TCP or UDP
 * @param externalPort 1..65535, or 0 where a router lists a mapping of all ports
 * @param internalClient the host of the local network that receives the traffic; 0.0.0.0 where the
 *     router lists an entry without a readable address
 * @param internalPort 1..65535, or 0 if the router reports that
 * @param description free text shown by the router, possibly cut or changed by it
 * @param enabled false when the router holds the entry but does not forward
 * @param lease the time left, in whole seconds; zero for a permanent mapping
 * @param remoteHost the only outside host let in; empty for any
 */
public record PortMapping(
        Protocol protocol,
        int externalPort,
        InetAddress internalClient,
        int internalPort,
        String description,
        boolean enabled,
        Duration lease,
        String remoteHost) {

    /**
     * What identifies this mapping on its gateway.
     *
     * @return protocol and external port
     */
    public PortKey key() {
        return new PortKey(protocol, externalPort);
    }
}
