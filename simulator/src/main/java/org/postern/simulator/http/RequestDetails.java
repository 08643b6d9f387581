// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.http;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * How a request arrived, for quirks that depend on it: the target with its query, the header lines
 * in the order and spelling of the client, head and body in one segment or not. Both numbers are 1
 * for the first request. The ports are all that the server listens on at the address that the
 * request was sent to, the main one first.
 */
public record RequestDetails(
        String target,
        List<String> headerLines,
        boolean oneSegment,
        int numberOnConnection,
        long numberOnServer,
        InetSocketAddress server,
        List<Integer> ports) {

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
