// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.paths;

import org.postern.discovery.internal.address.AddressPrefix;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;

/** Addresses relative to the networks that this machine is connected to. */
public final class Subnets {
    private Subnets() {}

    /**
     * Adds the interface to a link-local IPv6 address, which is ambiguous without it; by name where
     * possible, for people to read. Other addresses are returned as they are.
     */
    public static InetAddress scoped(InetAddress from, NetworkInterface on) {
        if (!(from instanceof Inet6Address) || !from.isLinkLocalAddress()) {
            return from;
        }
        try {
            return Inet6Address.getByAddress(null, from.getAddress(), on);
        } catch (UnknownHostException e) {
            // The interface lost its link-local address meanwhile. The scope remains a number.
            return from;
        }
    }

    /** The text of an address without its interface. */
    static String unscoped(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }

    /** Whether one of the interface's networks contains the address. */
    public static boolean connects(NetworkInterface on, InetAddress address) {
        for (InterfaceAddress own : on.getInterfaceAddresses()) {
            if (AddressPrefix.isShared(own.getAddress(), address, own.getNetworkPrefixLength())) {
                return true;
            }
        }
        return false;
    }
}
