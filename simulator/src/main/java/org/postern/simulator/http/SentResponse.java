// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A response to a request, with the headers besides Content-Length, Connection, Date and Server.
 */
public record SentResponse(
        int status, Map<String, String> headers, byte[] body, SendOptions options) {

    /** A response without a body. */
    public static SentResponse status(int status) {
        return new SentResponse(status, Map.of(), new byte[0], SendOptions.PLAIN);
    }

    /** An XML document in UTF-8. */
    public static SentResponse xml(int status, String document) {
        return status(status)
                .with("Content-Type", "text/xml; charset=\"utf-8\"")
                .withBody(document.getBytes(StandardCharsets.UTF_8));
    }

    public SentResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new SentResponse(status, more, body, options);
    }

    public SentResponse withStatus(int other) {
        return new SentResponse(other, headers, body, options);
    }

    public SentResponse without(String header) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(header);
        return new SentResponse(status, fewer, body, options);
    }

    public SentResponse withBody(byte[] other) {
        return new SentResponse(status, headers, other, options);
    }

    public SentResponse after(Duration wait) {
        return sent(options.delayed(wait));
    }

    public SentResponse withheld() {
        return sent(options.withheld());
    }

    public SentResponse rewritten(UnaryOperator<RawResponse> rewriting) {
        return sent(options.rewritten(rewriting));
    }

    public SentResponse leavingOpen() {
        return sent(options.open());
    }

    /** This response, not given to a client that has ended its side of the connection. */
    public SentResponse unlessHalfClosed() {
        return sent(options.unlessHalfClosed());
    }

    public Duration delay() {
        return options.delay();
    }

    private SentResponse sent(SendOptions other) {
        return new SentResponse(status, headers, body, other);
    }

    String reason() {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 411 -> "Length Required";
            case 413 -> "Payload Too Large";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> "Unknown";
        };
    }
}
