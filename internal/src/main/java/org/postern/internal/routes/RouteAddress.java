// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.routes;

import org.postern.internal.address.AddressLiteral;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/** Reads the address of a router as systems print it, without asking a name server. */
final class RouteAddress {
    private RouteAddress() {}

    /** Empty for anything but an address of the family, and for unspecified addresses. */
    static Optional<InetAddress> read(String text, boolean ipv6) {
        // The interface is in a column of its own.
        String bare = text.replaceFirst("%.*", "");
        return AddressLiteral.parse(bare)
                .filter(address -> ipv6 == address instanceof Inet6Address)
                .filter(address -> !address.isAnyLocalAddress() && !tunnel(address));
    }

    /** macOS prints fe80:: for the other end of a tunnel. */
    private static boolean tunnel(InetAddress address) {
        return address.isLinkLocalAddress()
                && address.getHostAddress().equals("fe80:0:0:0:0:0:0:0");
    }
}
