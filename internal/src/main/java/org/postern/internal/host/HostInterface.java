// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import java.net.InetAddress;
import java.util.List;

/**
 * A network interface other than loopback.
 *
 * @param name such as {@code eth0}
 * @param up whether it is up and has a carrier
 * @param tunnel whether it is a tunnel, as of a VPN, and not a network with neighbours
 * @param addresses of both families, with link-local ones
 */
public record HostInterface(String name, boolean up, boolean tunnel, List<InetAddress> addresses) {
    public HostInterface {
        addresses = List.copyOf(addresses);
    }
}
