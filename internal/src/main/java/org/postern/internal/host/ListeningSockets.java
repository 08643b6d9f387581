// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * The sockets of this machine that wait for others. An unspecified address stands for all addresses
 * of its family; a socket that waits on both families is listed for each.
 *
 * @param measured false where the system does not disclose them
 * @param tcp those in the state LISTEN
 * @param udp those that are connected to nobody
 */
public record ListeningSockets(
        boolean measured, List<InetSocketAddress> tcp, List<InetSocketAddress> udp) {
    /** Where they cannot be told. */
    public static final ListeningSockets NOT_MEASURED =
            new ListeningSockets(false, List.of(), List.of());

    public ListeningSockets {
        tcp = List.copyOf(tcp);
        udp = List.copyOf(udp);
    }

    /**
     * Whether one of the sockets is reached by what is sent to an address of this machine.
     *
     * @param sockets {@link #tcp} or {@link #udp}
     * @param address the address that it is sent to
     * @param port the port that it is sent to
     */
    public static boolean reach(List<InetSocketAddress> sockets, InetAddress address, int port) {
        for (InetSocketAddress each : sockets) {
            InetAddress bound = each.getAddress();
            boolean all = bound.isAnyLocalAddress() && bound.getClass() == address.getClass();
            if (each.getPort() == port && (all || bound.equals(address))) {
                return true;
            }
        }
        return false;
    }
}
