// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.evidence;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * A gateway that can be asked for ports.
 *
 * @param id of the gateway
 * @param name for people; may be empty
 * @param address of the gateway in the local network
 * @param localAddress this machine's address as the gateway sees it
 * @param networkInterface the name of the interface that has this address; may be empty
 * @param protocols the names of its control protocols, the preferred one first
 * @param afterMillis from the start of the search until it could be used
 * @param descriptionUrl where it describes itself; empty without UPnP
 */
public record GatewaySeen(
        String id,
        String name,
        InetAddress address,
        InetAddress localAddress,
        String networkInterface,
        List<String> protocols,
        long afterMillis,
        Optional<String> descriptionUrl) {
    public GatewaySeen {
        protocols = List.copyOf(protocols);
    }
}
