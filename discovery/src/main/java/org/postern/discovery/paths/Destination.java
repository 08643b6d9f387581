// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.paths;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.List;

/**
 * A device or a multicast group to which searches are sent.
 *
 * @param address where they go
 * @param hosts the values of HOST to be used in turn, at least one; the first is the standard's
 */
public record Destination(InetSocketAddress address, List<String> hosts) {
    /** The port of SSDP (UDA 1.1 section 1.1). */
    public static final int SSDP_PORT = 1900;

    private static final String IPV4_HOST = "239.255.255.250";
    private static final byte[] IPV4_GROUP = {(byte) 239, (byte) 255, (byte) 255, (byte) 250};

    /** Link-local and site-local scope, UDA 1.1 annex A.3. */
    private static final List<String> IPV6_GROUPS = List.of("FF02::C", "FF05::C");

    public static Destination ipv4Group(int port) throws UnknownHostException {
        InetAddress group = InetAddress.getByAddress(IPV4_GROUP);
        return new Destination(
                new InetSocketAddress(group, port),
                List.of(hostAndPort(group.getHostAddress(), port)));
    }

    /** The groups of IPv6 on one interface, narrowest scope first. */
    public static List<Destination> ipv6Groups(NetworkInterface on, int port)
            throws UnknownHostException {
        return List.of(
                ipv6Group(IPV6_GROUPS.get(0), on, port), ipv6Group(IPV6_GROUPS.get(1), on, port));
    }

    /**
     * One device. HOST has no scope: it means nothing elsewhere (RFC 6874, quirk D40). UDA 1.1
     * section 1.3.2 wants the device there; some answer only if it is the group (quirk S29).
     */
    public static Destination device(InetAddress address, int port) {
        boolean ipv6 = address instanceof Inet6Address;
        String text = Subnets.unscoped(address);
        return new Destination(
                new InetSocketAddress(address, port),
                List.of(
                        hostAndPort(ipv6 ? "[" + text + "]" : text, port),
                        hostAndPort(ipv6 ? "[" + IPV6_GROUPS.get(0) + "]" : IPV4_HOST, SSDP_PORT)));
    }

    private static String hostAndPort(String host, int port) {
        return host + ":" + port;
    }

    private static Destination ipv6Group(String text, NetworkInterface on, int port)
            throws UnknownHostException {
        byte[] bytes = InetAddress.getByName(text).getAddress();
        return new Destination(
                new InetSocketAddress(Inet6Address.getByAddress(null, bytes, on.getIndex()), port),
                List.of(hostAndPort("[" + text + "]", port)));
    }

    /** The standard's value of HOST. */
    public String host() {
        return hosts.get(0);
    }

    /** The value of HOST for a round of a search; the first is round 0. */
    public String host(int round) {
        return hosts.get(round % hosts.size());
    }

    public boolean multicast() {
        return address.getAddress().isMulticastAddress();
    }
}
