// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

/**
 * A port mapping that the router holds now.
 *
 * @param protocol TCP or UDP
 * @param externalPort 1..65535, on the WAN side
 * @param internalClient IPv4 address
 * @param internalPort 1..65535
 * @param description as the router keeps it
 * @param enabled whether it forwards
 * @param leaseSeconds time left; 0: permanent
 * @param remoteHost the only outside host that may connect; empty: all
 */
public record HeldMapping(
        String protocol,
        int externalPort,
        String internalClient,
        int internalPort,
        String description,
        boolean enabled,
        long leaseSeconds,
        String remoteHost) {}
