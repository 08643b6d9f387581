// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What is answered to a request, and how.
 *
 * @param headers besides Content-Length, Connection, Date and Server
 * @param manner how it is sent
 */
public record HttpResponse(int status, Map<String, String> headers, byte[] body, Manner manner) {

    /** An answer without body. */
    public static HttpResponse status(int status) {
        return new HttpResponse(status, Map.of(), new byte[0], Manner.PLAIN);
    }

    /** An XML document in UTF-8. */
    public static HttpResponse xml(int status, String document) {
        return status(status)
                .with("Content-Type", "text/xml; charset=\"utf-8\"")
                .withBody(document.getBytes(StandardCharsets.UTF_8));
    }

    /** This answer with one more header. */
    public HttpResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpResponse(status, more, body, manner);
    }

    /** This answer with another status. */
    public HttpResponse withStatus(int other) {
        return new HttpResponse(other, headers, body, manner);
    }

    /** This answer without a header. */
    public HttpResponse without(String header) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(header);
        return new HttpResponse(status, fewer, body, manner);
    }

    /** This answer with another body. */
    public HttpResponse withBody(byte[] other) {
        return new HttpResponse(status, headers, other, manner);
    }

    /** This answer, sent later. */
    public HttpResponse after(Duration wait) {
        return sent(manner.later(wait));
    }

    /** This answer, never sent. */
    public HttpResponse never() {
        return sent(manner.never());
    }

    /** This answer with what goes out, head and body, rewritten at the last moment. */
    public HttpResponse rewritten(UnaryOperator<RawResponse> rewriting) {
        return sent(manner.rewritten(rewriting));
    }

    /** This answer on a connection that is left open for another request. */
    public HttpResponse leavingOpen() {
        return sent(manner.open());
    }

    /** This answer, not given to a client that has ended its side of the connection. */
    public HttpResponse unlessHalfClosed() {
        return sent(manner.unlessHalfClosed());
    }

    /** How long it is held back. */
    public Duration delay() {
        return manner.delay();
    }

    private HttpResponse sent(Manner otherwise) {
        return new HttpResponse(status, headers, body, otherwise);
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
