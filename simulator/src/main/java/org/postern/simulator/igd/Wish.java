// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import java.net.InetAddress;
import java.util.List;

/**
 * A mapping that is asked for.
 *
 * @param mapping valid by the standard
 * @param held what the router holds before
 * @param caller who asks
 */
public record Wish(Mapping mapping, List<Mapping> held, InetAddress caller) {
    /** Copies the list. */
    public Wish {
        held = List.copyOf(held);
    }

    /** Whether the external port is held already, by whomever. */
    public boolean portHeld() {
        return held.stream()
                .anyMatch(other -> other.samePort(mapping.transport(), mapping.externalPort()));
    }

    /** Whether the caller asks for itself. */
    public boolean forCaller() {
        return mapping.internalClient().equals(caller);
    }
}
