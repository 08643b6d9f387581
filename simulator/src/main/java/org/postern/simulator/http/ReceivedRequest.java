// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.http;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request that was read in full.
 *
 * @param method such as GET
 * @param path without query
 * @param headers by lower-case name; of repeated ones the first
 * @param body empty if there is none
 * @param client address of the client
 * @param details how it arrived
 */
public record ReceivedRequest(
        String method,
        String path,
        Map<String, String> headers,
        byte[] body,
        InetAddress client,
        RequestDetails details) {

    /** Copies the headers. */
    public ReceivedRequest {
        headers = Map.copyOf(headers);
    }

    /** A request without further details. */
    public ReceivedRequest(
            String method,
            String path,
            Map<String, String> headers,
            byte[] body,
            InetAddress client) {
        this(method, path, headers, body, client, RequestDetails.plain(path));
    }

    /** A header's value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** This request for another path. */
    public ReceivedRequest withPath(String other) {
        return new ReceivedRequest(method, other, headers, body, client, details);
    }
}
