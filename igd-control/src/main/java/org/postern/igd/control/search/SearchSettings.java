// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import java.time.Duration;

/**
 * Where and how to search, as a user says it; not yet checked.
 *
 * @param timeout zero or more
 * @param ttl 0..255
 * @param localPort 0 for any free port, 1 for port 1900, else that port
 * @param ipv6 true for IPv6 instead of IPv4
 * @param networkInterface name or address; empty for all
 */
public record SearchSettings(
        Duration timeout, int ttl, int localPort, boolean ipv6, String networkInterface) {
    private static final int SSDP_PORT = 1900;

    int sourcePort() {
        return localPort == 1 ? SSDP_PORT : localPort;
    }
}
