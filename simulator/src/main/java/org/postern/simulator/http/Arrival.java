// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.http;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * How a request came, for routers that are particular about it.
 *
 * @param target as it was asked for, with its query
 * @param headerLines as they were sent, in their order
 * @param oneSegment whether head and body came in one piece
 * @param turn 1 for the first request on its connection
 * @param number 1 for the first request to the server
 * @param server where it came in
 * @param ports all that the server listens on at that address, the main one first
 */
public record Arrival(
        String target,
        List<String> headerLines,
        boolean oneSegment,
        int turn,
        long number,
        InetSocketAddress server,
        List<Integer> ports) {

    /** Copies the lists. */
    public Arrival {
        headerLines = List.copyOf(headerLines);
        ports = List.copyOf(ports);
    }

    /** What a server sees of an ordinary request that was the first and only one. */
    static Arrival plain(String target) {
        InetSocketAddress server = new InetSocketAddress(80);
        return new Arrival(target, List.of(), true, 1, 1, server, List.of(80));
    }
}
