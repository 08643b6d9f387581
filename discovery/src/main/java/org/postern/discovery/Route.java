// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import java.net.InetAddress;

/**
 * A default route.
 *
 * @param gateway the router's address, without scope
 * @param via what it is reached through
 * @param metric the lowest is used first
 */
record Route(InetAddress gateway, RouteInterface via, long metric) {
    /** A route whose interface is known by name. */
    Route(InetAddress gateway, String interfaceName, long metric) {
        this(gateway, new RouteInterface.Named(interfaceName), metric);
    }
}
