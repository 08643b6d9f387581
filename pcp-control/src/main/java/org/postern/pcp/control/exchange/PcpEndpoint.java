// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.exchange;

import java.net.InetAddress;
import java.net.InetSocketAddress;

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

    /** For people: the address, with the port where it is not the usual one. */
    @Override
    public String toString() {
        String address = server.getAddress().getHostAddress();
        return server.getPort() == SERVER_PORT
                ? address
                : address.contains(":")
                        ? "[" + address + "]:" + server.getPort()
                        : address + ":" + server.getPort();
    }
}
