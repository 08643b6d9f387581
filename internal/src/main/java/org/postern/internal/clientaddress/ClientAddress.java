// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.clientaddress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * The address to which a port is opened.
 *
 * @param address without a scope
 * @param notes one sentence for each thing that the user should know of the choice
 */
public record ClientAddress(Inet6Address address, List<String> notes) {
    /** Copies the notes, and leaves the scope out, which means nothing to others. */
    public ClientAddress {
        address = withoutScope(address);
        notes = List.copyOf(notes);
    }

    static Inet6Address withoutScope(Inet6Address address) {
        try {
            return (Inet6Address) InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException | ClassCastException e) {
            throw new IllegalStateException("An IPv6 address has 16 bytes.", e);
        }
    }

    /**
     * Whether a named address can be reached by what comes through a router: one of loopback only
     * where the router is on loopback itself.
     */
    public static boolean isReachedThrough(InetAddress router, Inet6Address named) {
        return !named.isLoopbackAddress() || router.isLoopbackAddress();
    }
}
