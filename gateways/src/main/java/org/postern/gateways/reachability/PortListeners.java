// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.reachability;

import org.postern.api.gateway.Protocol;
import org.postern.gateways.internal.address.Ipv6Text;
import org.postern.gateways.internal.host.ListeningSockets;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a program waits where a port of this machine leads to. It may start later, so that this is
 * no more than a note.
 *
 * @param sockets those of now
 */
record PortListeners(ListeningSockets sockets) {
    private static final int MOST_NAMED = 3;

    /**
     * One sentence where nobody is reached.
     *
     * @param protocol of the port
     * @param address of this machine, to which the port leads
     * @param port of this machine
     * @param opened the protocols for which the port is open
     */
    Optional<String> note(Protocol protocol, InetAddress address, int port, Set<Protocol> opened) {
        List<InetSocketAddress> these = of(protocol);
        if (!sockets.measured() || ListeningSockets.reach(these, address, port)) {
            return Optional.empty();
        }
        List<InetAddress> bound = boundTo(these, port);
        if (!bound.isEmpty()) {
            return Optional.of(elsewhere(protocol, address, port, bound));
        }
        Protocol other = protocol == Protocol.TCP ? Protocol.UDP : Protocol.TCP;
        boolean slip = !opened.contains(other) && ListeningSockets.reach(of(other), address, port);
        return Optional.of(
                "No program of this machine listens on "
                        + protocol
                        + " port "
                        + port
                        + " now"
                        + (slip ? ", but one does on " + other + " port " + port : "")
                        + ".");
    }

    private List<InetSocketAddress> of(Protocol protocol) {
        return protocol == Protocol.TCP ? sockets.tcp() : sockets.udp();
    }

    private static List<InetAddress> boundTo(List<InetSocketAddress> sockets, int port) {
        List<InetAddress> bound = new ArrayList<>();
        for (InetSocketAddress each : sockets) {
            if (each.getPort() == port && !bound.contains(each.getAddress())) {
                bound.add(each.getAddress());
            }
        }
        return bound;
    }

    private static String elsewhere(
            Protocol protocol, InetAddress address, int port, List<InetAddress> bound) {
        List<String> where = new ArrayList<>();
        for (InetAddress each : bound.subList(0, Math.min(MOST_NAMED, bound.size()))) {
            where.add(each.isAnyLocalAddress() ? family(each) : Ipv6Text.of(each));
        }
        return "The program on "
                + protocol
                + " port "
                + port
                + " of this machine listens on "
                + String.join(", ", where)
                + " only, and is not reached from outside: let it listen on "
                + Ipv6Text.of(address)
                + " or on all addresses.";
    }

    private static String family(InetAddress all) {
        return all instanceof Inet4Address ? "IPv4" : "IPv6";
    }
}
