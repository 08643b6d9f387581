package org.postern.simulator.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered to a request, and how.
 *
 * @param headers besides Content-Length, Connection, Date and Server
 * @param delay before anything is sent
 * @param silent nothing is ever sent and the connection stays open
 */
public record HttpResponse(
        int status, Map<String, String> headers, byte[] body, Duration delay, boolean silent) {

    /** An answer without body. */
    public static HttpResponse status(int status) {
        return new HttpResponse(status, Map.of(), new byte[0], Duration.ZERO, false);
    }

    /** An XML document in UTF-8. */
    public static HttpResponse xml(int status, String document) {
        return new HttpResponse(
                status,
                Map.of("Content-Type", "text/xml; charset=\"utf-8\""),
                document.getBytes(StandardCharsets.UTF_8),
                Duration.ZERO,
                false);
    }

    /** This answer with one more header. */
    public HttpResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpResponse(status, more, body, delay, silent);
    }

    /** This answer, sent later. */
    public HttpResponse after(Duration wait) {
        return new HttpResponse(status, headers, body, delay.plus(wait), silent);
    }

    /** This answer, never sent. */
    public HttpResponse never() {
        return new HttpResponse(status, headers, body, delay, true);
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
