// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.routes;

import java.net.InetAddress;

/** A default route. The gateway's address has no scope; the lowest metric is used first. */
public record Route(InetAddress gateway, RouteInterface via, long metric) {
    public Route(InetAddress gateway, String interfaceName, long metric) {
        this(gateway, new RouteInterface.Named(interfaceName), metric);
    }
}
