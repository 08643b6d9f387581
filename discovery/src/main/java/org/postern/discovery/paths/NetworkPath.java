// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.paths;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;

/**
 * One way to send from this machine: the interface and the source address to send from, and what
 * can be reached this way.
 */
public record NetworkPath(
        NetworkInterface networkInterface, InetAddress local, List<Destination> destinations) {
    /**
     * Identifies the path. The address alone would not do: several interfaces may have the same
     * link-local one, and an interface that was removed and added again is a different one.
     */
    public String key() {
        return local.getHostAddress() + " " + networkInterface.getIndex();
    }

    /** For logs and messages, such as {@code 192.168.1.5 (eth0)}. */
    public String origin() {
        return Subnets.unscoped(local) + " (" + networkInterface.getName() + ")";
    }
}
