// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import java.net.InetAddress;
import java.util.List;

/**
 * A request for a port mapping.
 *
 * @param mapping valid by the standard
 * @param held by the router before
 * @param caller address of the client that asks
 */
public record PortMappingRequest(Mapping mapping, List<Mapping> held, InetAddress caller) {
    /** Copies the list. */
    public PortMappingRequest {
        held = List.copyOf(held);
    }

    /** Whether the external port is held already, by any client. */
    public boolean portHeld() {
        return held.stream()
                .anyMatch(other -> other.samePort(mapping.transport(), mapping.externalPort()));
    }

    /** Whether the caller asks for a mapping to itself. */
    public boolean forCaller() {
        return mapping.internalClient().equals(caller);
    }
}
