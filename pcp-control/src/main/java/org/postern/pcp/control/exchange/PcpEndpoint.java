// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.exchange;

import org.postern.pcp.control.internal.address.Ipv6Text;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * A server as one address of this machine sees it.
 *
 * @param server its address and port
 * @param client the address that requests leave from
 */
public record PcpEndpoint(InetSocketAddress server, InetAddress client) {
    /** Where servers listen (RFC 6887 section 19.1). */
    public static final int SERVER_PORT = 5351;

    /** Where clients listen for announcements; no request leaves from there. */
    public static final int CLIENT_PORT = 5350;

    /** Whether two addresses are of one server: a link-local one is one of its interface alone. */
    public static boolean isSame(InetSocketAddress one, InetSocketAddress other) {
        return one.getPort() == other.getPort() && isSame(one.getAddress(), other.getAddress());
    }

    private static boolean isSame(InetAddress one, InetAddress other) {
        return one.equals(other) && (!one.isLinkLocalAddress() || scope(one) == scope(other));
    }

    private static int scope(InetAddress address) {
        return address instanceof Inet6Address six ? six.getScopeId() : 0;
    }

    /** {@link Inet6Address#equals} leaves the interface out. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PcpEndpoint endpoint
                && isSame(server, endpoint.server)
                && isSame(client, endpoint.client);
    }

    @Override
    public int hashCode() {
        return Objects.hash(server, client);
    }

    /** For people: the address, with the port where it is not the usual one. */
    @Override
    public String toString() {
        String address = Ipv6Text.of(server.getAddress());
        return server.getPort() == SERVER_PORT
                ? address
                : address.contains(":")
                        ? "[" + address + "]:" + server.getPort()
                        : address + ":" + server.getPort();
    }
}
