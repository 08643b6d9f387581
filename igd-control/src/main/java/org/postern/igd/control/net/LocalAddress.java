// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;

/** This machine's address as a router sees it. */
public final class LocalAddress {
    /** Nothing is sent there; connecting a datagram socket only asks the routing table. */
    private static final int ANY_PORT = 9;

    private LocalAddress() {}

    /**
     * The address that connections to a router leave from. For a router that is spoken to over
     * IPv6, the IPv4 address of the same interface if there is one: IPv4 is what port mappings are
     * for.
     */
    public static InetAddress toward(InetAddress peer) throws IOException {
        InetAddress local = facing(peer);
        return peer instanceof Inet4Address ? local : ipv4Beside(local);
    }

    /** The address that connections to a host really leave from, of the same family. */
    public static InetAddress facing(InetAddress peer) throws IOException {
        // Each call of the system takes time here: one for both families takes three more, and one
        // that blocks is switched back and forth to be connected.
        try (DatagramChannel channel =
                peer instanceof Inet4Address
                        ? DatagramChannel.open(StandardProtocolFamily.INET)
                        : DatagramChannel.open()) {
            channel.configureBlocking(false);
            channel.connect(new InetSocketAddress(peer, ANY_PORT));
            return ((InetSocketAddress) channel.getLocalAddress()).getAddress();
        }
    }

    private static InetAddress ipv4Beside(InetAddress ipv6) throws IOException {
        NetworkInterface holder = NetworkInterface.getByInetAddress(ipv6);
        return holder == null
                ? ipv6
                : holder.inetAddresses()
                        .filter(Inet4Address.class::isInstance)
                        .findFirst()
                        .orElse(ipv6);
    }
}
