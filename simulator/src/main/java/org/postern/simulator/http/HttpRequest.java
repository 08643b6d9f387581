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
 * @param client who asks
 */
public record HttpRequest(
        String method, String path, Map<String, String> headers, byte[] body, InetAddress client) {

    /** Copies the headers. */
    public HttpRequest {
        headers = Map.copyOf(headers);
    }

    /** A header's value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
