// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.igd.control.internal.address.AddressClass;
import org.postern.igd.control.internal.address.AddressPrefix;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;

/**
 * A router that is connected and has no IPv4 address of its own: it says so, or gives one of its
 * own LAN (quirk A30). With DS-Lite (RFC 6333) the provider has the IPv4 address, and shares it.
 */
public final class NoIpv4Address {
    private NoIpv4Address() {}

    /** Whether an external address is one of the network that this machine shares with the router. */
    public static boolean isOfLan(InetAddress external, InetAddress router) {
        if (AddressClass.of(external).isPublic()) {
            return false;
        }
        try {
            return external.equals(router)
                    || NetworkInterface.networkInterfaces()
                            .flatMap(each -> each.getInterfaceAddresses().stream())
                            .anyMatch(each -> covers(each, router) && covers(each, external));
        } catch (SocketException e) {
            return false;
        }
    }

    private static boolean covers(InterfaceAddress own, InetAddress other) {
        int bits = own.getNetworkPrefixLength();
        return bits > 0 && AddressPrefix.isShared(own.getAddress(), other, bits);
    }

    /**
     * What it means, for people, beginning with "It".
     *
     * @param ipv6 its external IPv6 address, where it tells one
     */
    public static String explanation(Optional<InetAddress> ipv6) {
        return ipv6.map(
                        address ->
                                "It is connected with the IPv6 address "
                                        + address.getHostAddress()
                                        + " and no IPv4 address of its own: the provider shares"
                                        + " IPv4 addresses (DS-Lite), so IPv4 ports cannot be"
                                        + " opened to the internet. Ask the provider for a public"
                                        + " IPv4 address, or use IPv6.")
                .orElse("It is connected but reports no external address.");
    }
}
