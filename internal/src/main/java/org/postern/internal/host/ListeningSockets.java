// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * The sockets of this machine that wait for others.
 *
 * @param measured false where the system does not disclose them
 * @param tcp those in the state LISTEN; the unspecified address is all addresses
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
}
