// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;

/**
 * One way out of this machine.
 *
 * @param networkInterface through which
 * @param local from which of its addresses
 * @param destinations to whom
 */
record Path(NetworkInterface networkInterface, InetAddress local, List<Destination> destinations) {
    /**
     * Tells ways out apart. Addresses alone would not do: link-local ones may be the same on
     * several interfaces, and an interface that was gone and is back is another.
     */
    String key() {
        return local.getHostAddress() + " " + networkInterface.getIndex();
    }

    /** For logs and messages, such as {@code 192.168.1.5 (eth0)}. */
    String origin() {
        return local.getHostAddress().replaceFirst("%.*", "")
                + " ("
                + networkInterface.getName()
                + ")";
    }
}
