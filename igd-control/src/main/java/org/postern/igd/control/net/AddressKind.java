// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.net;

import java.net.Inet6Address;
import java.net.InetAddress;

/** What an external address is worth (RFC 6890, RFC 6598, RFC 4193). */
public enum AddressKind {
    /** Reachable from the internet, as far as the address tells. */
    PUBLIC,
    /** Behind another router or the provider's address translation. */
    PRIVATE,
    /** No address of a host: unspecified, loopback, multicast or broadcast. */
    NONE;

    /**
     * Sorts an address in.
     *
     * @param address any
     * @return its kind
     */
    public static AddressKind of(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isMulticastAddress()
                || bytes.length == 4 && (first == 0 || first >= 240)) {
            return NONE;
        }
        boolean uniqueLocal = address instanceof Inet6Address && (first & 0xfe) == 0xfc;
        boolean carrierNat =
                bytes.length == 4
                        && (first == 100 && (second & 0xc0) == 64
                                // DS-Lite (RFC 6333 section 5.7), then RFC 2544's benchmarks.
                                || first == 192 && second == 0 && bytes[2] == 0
                                || first == 198 && (second & 0xfe) == 18);
        return address.isSiteLocalAddress()
                        || address.isLinkLocalAddress()
                        || uniqueLocal
                        || carrierNat
                ? PRIVATE
                : PUBLIC;
    }
}
