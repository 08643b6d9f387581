// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import java.net.InetAddress;

/**
 * An entry of the table of neighbours.
 *
 * @param address over IPv4
 * @param complete whether somebody answered to ARP, now or earlier; false while nobody has
 * @param permanent whether it was set by hand, so that it tells nothing
 * @param hardwareAddress in lower case, with colons; empty where incomplete
 * @param networkInterface the name of the interface; empty where the system does not tell
 */
record ArpEntry(
        InetAddress address,
        boolean complete,
        boolean permanent,
        String hardwareAddress,
        String networkInterface) {
    /** Whether two names of an interface may be of one: an empty one is unknown. */
    boolean isOn(String name) {
        return name.isEmpty() || networkInterface.isEmpty() || networkInterface.equals(name);
    }
}
