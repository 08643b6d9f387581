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
 * @param lease the time left, in whole seconds; zero for a permanent mapping. Where it is not known,
 *     what was asked for, or zero
 * @param remoteHost the only outside host let in; empty for any
 * @param leaseKnown false where the gateway does not tell the time left, or tells what it was not
 *     asked for: the mapping may end, and is to be renewed as if it had the lease that was asked for
 */
public record PortMapping(
        Protocol protocol,
        int externalPort,
        InetAddress internalClient,
        int internalPort,
        String description,
        boolean enabled,
        Duration lease,
        String remoteHost,
        boolean leaseKnown) {

    /**
     * A mapping whose lease is known.
     *
     * @param protocol TCP or UDP
     * @param externalPort 0..65535
     * @param internalClient the host that receives the traffic
     * @param internalPort 0..65535
     * @param description free text
     * @param enabled whether the gateway forwards
     * @param lease the time left; zero for a permanent mapping
     * @param remoteHost the only outside host let in; empty for any
     */
    public PortMapping(
            Protocol protocol,
            int externalPort,
            InetAddress internalClient,
            int internalPort,
            String description,
            boolean enabled,
            Duration lease,
            String remoteHost) {
        this(
                protocol,
                externalPort,
                internalClient,
                internalPort,
                description,
                enabled,
                lease,
                remoteHost,
                true);
    }

    /**
     * The same mapping with another lease.
     *
     * @param other the time left; zero for a permanent mapping
     * @return a mapping whose lease is known if that of this one is
     */
    public PortMapping withLease(Duration other) {
        return with(other, leaseKnown);
    }

    /**
     * The same mapping, where the gateway does not tell the time left.
     *
     * @param asked the lease that was asked for, by which to plan
     * @return a mapping whose lease is not known
     */
    public PortMapping withUnknownLease(Duration asked) {
        return with(asked, false);
    }

    private PortMapping with(Duration otherLease, boolean known) {
        return new PortMapping(
                protocol,
                externalPort,
                internalClient,
                internalPort,
                description,
                enabled,
                otherLease,
                remoteHost,
                known);
    }

    /**
     * What identifies this mapping on its gateway.
     *
     * @return protocol and external port
     */
    public PortKey key() {
        return new PortKey(protocol, externalPort);
    }
}
