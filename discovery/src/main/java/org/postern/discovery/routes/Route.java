// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.routes;

import java.net.InetAddress;

/**
 * A default route.
 *
 * @param gateway the router's address, without scope
 * @param via the interface that it is reached through
 * @param metric the route with the lowest one is used first
 */
public record Route(InetAddress gateway, RouteInterface via, long metric) {
    public Route(InetAddress gateway, String interfaceName, long metric) {
        this(gateway, new RouteInterface.Named(interfaceName), metric);
    }
}
