// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.http;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * How a request arrived, for quirks that depend on it.
 *
 * @param target of the request line, with its query
 * @param headerLines in the order and spelling in which they arrived
 * @param oneSegment whether head and body arrived in one piece
 * @param numberOnConnection 1 for the first request on its connection
 * @param numberOnServer 1 for the first request to the server
 * @param server address and port that it was sent to
 * @param ports all that the server listens on at that address, the main one first
 */
public record RequestDetails(
        String target,
        List<String> headerLines,
        boolean oneSegment,
        int numberOnConnection,
        long numberOnServer,
        InetSocketAddress server,
        List<Integer> ports) {

    /** Copies the lists. */
    public RequestDetails {
        headerLines = List.copyOf(headerLines);
        ports = List.copyOf(ports);
    }

    /** The details of an ordinary first request. */
    static RequestDetails plain(String target) {
        InetSocketAddress server = new InetSocketAddress(80);
        return new RequestDetails(target, List.of(), true, 1, 1, server, List.of(80));
    }
}
