// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.clientaddress;

import java.net.Inet6Address;
import java.util.List;

/**
 * The address to which a port is opened.
 *
 * @param address without a scope
 * @param notes one sentence for each thing that the user should know of the choice
 */
public record ClientAddress(Inet6Address address, List<String> notes) {
    /** Copies the notes. */
    public ClientAddress {
        notes = List.copyOf(notes);
    }
}
