// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.Optional;

/** Who is on the same network as one of our interfaces. */
final class Neighbours {
    private Neighbours() {}

    /**
     * A link-local address means nothing without the interface that it was heard on, by name where
     * possible, as people read it.
     */
    static InetAddress scoped(InetAddress from, NetworkInterface on) {
        if (!(from instanceof Inet6Address) || !from.isLinkLocalAddress()) {
            return from;
        }
        try {
            return Inet6Address.getByAddress(null, from.getAddress(), on);
        } catch (UnknownHostException e) {
            // The interface lost its own link-local address meanwhile; the number is there still.
            return from;
        }
    }

    /** The interface's address on the network that the other one is in. */
    static Optional<InetAddress> localTowards(InetAddress other, NetworkInterface on) {
        return on.getInterfaceAddresses().stream()
                .filter(each -> reaches(each, other))
                .map(InterfaceAddress::getAddress)
                .findFirst();
    }

    private static boolean reaches(InterfaceAddress own, InetAddress other) {
        return sameNetwork(own.getAddress(), other, own.getNetworkPrefixLength());
    }

    static boolean sameNetwork(InetAddress one, InetAddress other, int prefixLength) {
        byte[] bits = one.getAddress();
        byte[] others = other.getAddress();
        if (bits.length != others.length || prefixLength < 0) {
            return false;
        }
        int left = prefixLength;
        for (int i = 0; i < bits.length && left > 0; i++, left -= 8) {
            int mask = left >= 8 ? 0xff : 0xff << (8 - left) & 0xff;
            if (((bits[i] ^ others[i]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
