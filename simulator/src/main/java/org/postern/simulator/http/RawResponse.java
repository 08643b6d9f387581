// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A response as it goes out: status line and header lines, and what follows the empty line. */
public record RawResponse(List<String> head, byte[] body) {
    /** The connection ends without a byte. */
    public static final RawResponse NOTHING = new RawResponse(List.of(), new byte[0]);

    private static final String LENGTH = "Content-Length";

    /** Header names and values are Latin-1 on the wire (RFC 7230, section 3.2.4). */
    byte[] bytes() {
        if (head.isEmpty()) {
            return body;
        }
        String text = String.join("\r\n", head) + "\r\n\r\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body);
        return out.toByteArray();
    }

    /** Only the status line, with no header after it. */
    public RawResponse bare() {
        return new RawResponse(head.subList(0, 1), body);
    }

    public RawResponse version(String version) {
        List<String> lines = new ArrayList<>(head);
        lines.set(0, version + lines.get(0).substring(lines.get(0).indexOf(' ')));
        return new RawResponse(lines, body);
    }

    /** This response with the header, in place of the one it had. */
    public RawResponse header(String name, String value) {
        List<String> lines = new ArrayList<>(without(name).head);
        lines.add(name + ": " + value);
        return new RawResponse(lines, body);
    }

    /** This response with a line between the status line and the headers. */
    public RawResponse firstLine(String line) {
        List<String> lines = new ArrayList<>(head);
        lines.add(1, line);
        return new RawResponse(lines, body);
    }

    /** This response with another Content-Length, which may be anything. */
    public RawResponse length(String value) {
        return header(LENGTH, value);
    }

    public RawResponse withoutLength() {
        return without(LENGTH);
    }

    public RawResponse chunked(int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < body.length; at += size) {
            int count = Math.min(size, body.length - at);
            out.writeBytes(
                    (Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body, at, count);
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        RawResponse framed = withoutLength().header("Transfer-Encoding", "chunked");
        return new RawResponse(framed.head, out.toByteArray());
    }

    private RawResponse without(String header) {
        String start = header.toLowerCase(Locale.ROOT) + ":";
        return new RawResponse(
                head.stream()
                        .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith(start))
                        .toList(),
                body);
    }
}
