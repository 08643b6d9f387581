// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.table;

import org.postern.api.gateway.PortMapping;

import java.util.List;

/**
 * What was read of a router's table.
 *
 * @param entries in the router's order, each once
 * @param complete false where the reading ended before the list did
 */
public record Listing(List<PortMapping> entries, boolean complete) {
    /** Copies. */
    public Listing {
        entries = List.copyOf(entries);
    }
}
