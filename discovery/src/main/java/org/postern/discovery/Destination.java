// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Who is asked.
 *
 * @param address where datagrams go
 * @param host the HOST header's value
 */
record Destination(InetSocketAddress address, String host) {
    /** The port of SSDP (UDA 1.1 section 1.1). */
    static final int SSDP_PORT = 1900;

    /**
     * Strict routers drop searches without MX even by unicast, where UDA 1.1 section 1.3.2 has none
     * (quirk S27).
     */
    private static final int UNICAST_MX = 1;

    /**
     * "Microsoft" must not be in it: miniupnpd then pretends to be an IGD:1 (quirk D41). The number
     * is not the release's: a network need not know how old its clients are.
     */
    private static final String USER_AGENT =
            token("os.name") + "/" + token("os.version") + " UPnP/1.1 Postern/1";

    private static final byte[] IPV4_GROUP = {(byte) 239, (byte) 255, (byte) 255, (byte) 250};

    /** Link-local and site-local scope, UDA 1.1 annex A.3. */
    private static final List<String> IPV6_GROUPS = List.of("FF02::C", "FF05::C");

    /** The group of IPv4. */
    static Destination ipv4Group(int port) throws UnknownHostException {
        InetAddress group = InetAddress.getByAddress(IPV4_GROUP);
        return new Destination(
                new InetSocketAddress(group, port), group.getHostAddress() + ":" + port);
    }

    /** The groups of IPv6 on one interface, narrowest first. */
    static List<Destination> ipv6Groups(NetworkInterface on, int port) throws UnknownHostException {
        return List.of(
                ipv6Group(IPV6_GROUPS.get(0), on, port), ipv6Group(IPV6_GROUPS.get(1), on, port));
    }

    /** One device. The scope of a link-local address stays here (RFC 6874, quirk D40). */
    static Destination device(InetAddress address, int port) {
        String text = address.getHostAddress().replaceFirst("%.*", "");
        String host = address instanceof Inet6Address ? "[" + text + "]" : text;
        return new Destination(new InetSocketAddress(address, port), host + ":" + port);
    }

    private static Destination ipv6Group(String text, NetworkInterface on, int port)
            throws UnknownHostException {
        byte[] bytes = InetAddress.getByName(text).getAddress();
        return new Destination(
                new InetSocketAddress(Inet6Address.getByAddress(null, bytes, on.getIndex()), port),
                "[" + text + "]:" + port);
    }

    boolean multicast() {
        return address.getAddress().isMulticastAddress();
    }

    /** The search for one target, as UDA 1.1 section 1.3.2 writes it. */
    byte[] search(String target, int mx) {
        String text =
                "M-SEARCH * HTTP/1.1\r\n"
                        + "HOST: "
                        + host
                        + "\r\n"
                        + "MAN: \"ssdp:discover\"\r\n"
                        + "MX: "
                        + (multicast() ? mx : UNICAST_MX)
                        + "\r\n"
                        + "ST: "
                        + SsdpCodec.clean(target)
                        + "\r\n"
                        + "USER-AGENT: "
                        + USER_AGENT
                        + "\r\n"
                        + "\r\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String token(String property) {
        String text = System.getProperty(property, "").replaceAll("[^A-Za-z0-9._-]", "");
        return text.isEmpty() ? "unknown" : text;
    }
}
