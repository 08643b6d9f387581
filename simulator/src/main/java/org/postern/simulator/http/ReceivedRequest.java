// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.http;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request that was read in full; the path is without query. Headers are by lower-case name, of
 * repeated ones the first. The body is empty if there is none.
 */
public record ReceivedRequest(
        String method,
        String path,
        Map<String, String> headers,
        byte[] body,
        InetAddress client,
        RequestDetails details) {

    public ReceivedRequest {
        headers = Map.copyOf(headers);
    }

    public ReceivedRequest(
            String method,
            String path,
            Map<String, String> headers,
            byte[] body,
            InetAddress client) {
        this(method, path, headers, body, client, RequestDetails.plain(path));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    public ReceivedRequest with(String otherMethod, Map<String, String> otherHeaders) {
        return new ReceivedRequest(otherMethod, path, otherHeaders, body, client, details);
    }

    public ReceivedRequest withPath(String other) {
        return new ReceivedRequest(method, other, headers, body, client, details);
    }
}
