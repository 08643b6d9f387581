// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/**
 * A device's answer.
 *
 * @param status the HTTP status, 100..999
 * @param headers by name, without regard to case; of repeated ones the first
 * @param body what came after the headers, decoded from chunks
 * @param localAddress this machine's address on the connection
 */
public record HttpResponse(
        int status, Map<String, String> headers, byte[] body, InetAddress localAddress) {

    /** An answer of which no header matters. */
    public HttpResponse(int status, byte[] body, InetAddress localAddress) {
        this(status, Map.of(), body, localAddress);
    }

    /** Trimmed; empty when it did not come. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
