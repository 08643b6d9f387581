// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;

import java.util.List;
import java.util.Optional;

/**
 * What was read of a router's table.
 *
 * @param entries in the router's order, each once
 * @param complete false where the reading ended before the list did
 */
record Listing(List<PortMapping> entries, boolean complete) {
    Listing {
        entries = List.copyOf(entries);
    }

    Optional<PortMapping> at(Protocol protocol, int externalPort) {
        return entries.stream()
                .filter(each -> each.protocol() == protocol && each.externalPort() == externalPort)
                .findFirst();
    }
}
