// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.igd.control.internal.address.AddressClass;
import org.postern.igd.control.internal.address.AddressPrefix;
import org.postern.igd.control.soap.Reply;

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
    private static final String HELP =
            "ask the provider for a public IPv4 address, or open the port over IPv6.";

    private NoIpv4Address() {}

    /**
     * What a router gives for its external address, where that is one of the network that this
     * machine shares with it.
     */
    public static Optional<InetAddress> ofLan(Reply.Done done, InetAddress router) {
        Optional<InetAddress> told = WanActions.toldAddress(done);
        return told.isPresent() && isOfLan(told.get(), router) ? told : Optional.empty();
    }

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
     * @param lan the address of its own LAN that it gives for an external one, if it does
     * @param ipv6 its external IPv6 address, where it tells one
     */
    public static String explanation(Optional<InetAddress> lan, Optional<InetAddress> ipv6) {
        return ipv6.map(
                        address ->
                                "It is connected with the IPv6 address "
                                        + address.getHostAddress()
                                        + " and no IPv4 address of its own: the provider shares"
                                        + " IPv4 addresses (DS-Lite), so IPv4 ports cannot be"
                                        + " opened to the internet: "
                                        + HELP)
                .or(() -> lan.map(NoIpv4Address::explanation))
                .orElse(
                        "It is connected but reports no external address: another router is in"
                                + " front of it, which has to open the port too, or the provider"
                                + " gives it no IPv4 address (DS-Lite). With DS-Lite, "
                                + HELP);
    }

    private static String explanation(InetAddress lan) {
        return "It gives "
                + lan.getHostAddress()
                + " as its external address, which is one of its own network: the provider may give"
                + " it no IPv4 address (DS-Lite), or it does not report that. With DS-Lite, "
                + HELP;
    }
}
