// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.assessment;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.Gateway;

import java.net.InetAddress;

/**
 * What descriptions of one router have in common, whatever they call it.
 *
 * @param address of the router in the local network
 * @param localAddress this machine's address on the connection to it
 * @param externalAddress of the router
 */
public record RouterPlace(
        InetAddress address, InetAddress localAddress, InetAddress externalAddress) {
    public static RouterPlace of(Gateway gateway, InetAddress externalAddress) {
        return new RouterPlace(
                gateway.info().address(), gateway.info().localAddress(), externalAddress);
    }

    // The JDK generates a record's own equals and hashCode at their first call, in a dozen classes.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RouterPlace place
                && address.equals(place.address)
                && localAddress.equals(place.localAddress)
                && externalAddress.equals(place.externalAddress);
    }

    @Override
    public int hashCode() {
        return externalAddress.hashCode();
    }
}
