// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.routes;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the address of a router as systems print it, without asking a name server. */
final class RouteAddress {
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d{1,2})";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    /** Text with a colon is never looked up as a name. */
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]{1,45}");

    private RouteAddress() {}

    /** Empty for anything but an address of the family, and for unspecified addresses. */
    static Optional<InetAddress> read(String text, boolean ipv6) {
        // The interface is in a column of its own.
        String bare = text.replaceFirst("%.*", "");
        if (!(ipv6 ? IPV6 : IPV4).matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(bare))
                    .filter(address -> !address.isAnyLocalAddress() && !tunnel(address));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** macOS prints fe80:: for the other end of a tunnel. */
    private static boolean tunnel(InetAddress address) {
        return address.isLinkLocalAddress()
                && address.getHostAddress().equals("fe80:0:0:0:0:0:0:0");
    }
}
