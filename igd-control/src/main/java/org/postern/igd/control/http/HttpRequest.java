// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * One request to a device.
 *
 * @param method such as {@code GET} or {@code POST}
 * @param uri an http URL; its host goes into the Host header only
 * @param peer the address that is connected to, so that no name a device sends is ever looked up
 * @param headers further headers, in their order
 * @param body possibly empty
 * @param timeout for the whole exchange, the body included
 * @param answer the document that is asked for; empty where answers are headers alone, to which
 *     some routers give no length (quirk D35)
 * @param source from where to connect; empty for the system's choice
 */
public record HttpRequest(
        String method,
        URI uri,
        InetAddress peer,
        Map<String, String> headers,
        byte[] body,
        Duration timeout,
        Optional<DocumentEnd> answer,
        Optional<Source> source) {

    /** Not "Microsoft": miniupnpd then pretends to be an IGD:1 (quirk D41). */
    private static final String USER_AGENT = "Java/17 UPnP/1.1 Postern/0.1";

    /** A request from the address that the system chooses. */
    public HttpRequest(
            String method,
            URI uri,
            InetAddress peer,
            Map<String, String> headers,
            byte[] body,
            Duration timeout,
            Optional<DocumentEnd> answer) {
        this(method, uri, peer, headers, body, timeout, answer, Optional.empty());
    }

    public static HttpRequest get(
            URI uri, InetAddress peer, Duration timeout, DocumentEnd document) {
        return new HttpRequest(
                "GET", uri, peer, Map.of(), new byte[0], timeout, Optional.of(document));
    }

    /** The same by another method. */
    public HttpRequest as(String other, Map<String, String> otherHeaders, Duration time) {
        return new HttpRequest(other, uri, peer, otherHeaders, body, time, answer, source);
    }

    public int port() {
        return uri.getPort() < 0 ? 80 : uri.getPort();
    }

    /**
     * Header and body together: they have to leave in one write, because some routers answer to the
     * first segment (quirk D37).
     */
    public byte[] encode() {
        StringBuilder head = new StringBuilder(512).append(method).append(' ').append(target());
        head.append(" HTTP/1.1\r\n");
        append("Host", hostHeader(), head);
        append("User-Agent", USER_AGENT, head);
        for (Map.Entry<String, String> each : headers.entrySet()) {
            append(each.getKey(), each.getValue(), head);
        }
        if (!method.equals("GET")) {
            append("Content-Length", Integer.toString(body.length), head);
        }
        // One request per connection: RomPager fails the second one (quirk D36).
        append("Connection", "close", head);
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, bytes, start.length, body.length);
        return bytes;
    }

    private static void append(String name, String value, StringBuilder head) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private String target() {
        String text = uri.toASCIIString();
        URI ascii = text.equals(uri.toString()) ? uri : URI.create(text);
        String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
    }

    /** An IPv6 scope in the Host header makes routers answer 400 or 404 (quirk D40). */
    private String hostHeader() {
        String host = uri.getHost();
        int scope = host.indexOf('%');
        String plain = scope < 0 ? host : host.substring(0, scope) + "]";
        return uri.getPort() < 0 ? plain : plain + ":" + uri.getPort();
    }
}
