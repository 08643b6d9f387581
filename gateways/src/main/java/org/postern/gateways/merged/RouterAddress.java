// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayInfo;

import java.net.InetAddress;

/**
 * Where a router is in the local network, and this machine's address as the router sees it. Control
 * protocols are of one router when they answer from one address and see this machine under one
 * address.
 */
public record RouterAddress(InetAddress router, InetAddress client) {
    public static RouterAddress of(Gateway gateway) {
        GatewayInfo info = gateway.info();
        return new RouterAddress(info.address(), info.localAddress());
    }

    /** As {@link #equals}, for which a record loads much of the JDK. */
    public boolean isSame(RouterAddress other) {
        return router.equals(other.router) && client.equals(other.client);
    }
}
