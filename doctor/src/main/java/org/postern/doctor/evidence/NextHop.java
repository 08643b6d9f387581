// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.evidence;

import java.net.InetAddress;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A default gateway over IPv4, and who answers there.
 *
 * @param address of the gateway
 * @param networkInterface the name of the interface towards it; may be empty
 * @param neighbour whether somebody has that address, E4
 * @param dockerMark whether its hardware address is one that Docker gives (02:42)
 * @param udp what connected sockets met at its UDP ports 1900 and 5351, E5
 * @param tcp what connections met at its TCP ports, E6
 */
public record NextHop(
        InetAddress address,
        String networkInterface,
        Neighbour neighbour,
        boolean dockerMark,
        Map<Integer, PortAnswer> udp,
        Map<Integer, PortAnswer> tcp) {
    /** The port of SSDP. */
    public static final int SSDP = 1900;

    /** The port of PCP and NAT-PMP. */
    public static final int PCP = 5351;

    public NextHop {
        udp = Collections.unmodifiableMap(new TreeMap<>(udp));
        tcp = Collections.unmodifiableMap(new TreeMap<>(tcp));
    }

    /** Whether somebody has an address of the local network, as ARP tells. */
    public enum Neighbour {
        PRESENT,
        ABSENT,
        NOT_MEASURED
    }
}
