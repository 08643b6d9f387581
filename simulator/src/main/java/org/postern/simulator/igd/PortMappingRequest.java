// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import java.net.InetAddress;
import java.util.List;

/** The mapping is valid by the standard; {@code held} are those that the router held before. */
public record PortMappingRequest(Mapping mapping, List<Mapping> held, InetAddress caller) {
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
