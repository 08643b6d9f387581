// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An answer as it goes out, to be spoiled.
 *
 * @param head the status line and the header lines
 * @param body as it follows the empty line
 */
record RawAnswer(List<String> head, byte[] body) {
    private static final Charset LATIN1 = StandardCharsets.ISO_8859_1;
    private static final String LENGTH = "Content-Length";

    static RawAnswer of(byte[] bytes) {
        String text = new String(bytes, LATIN1);
        int end = text.indexOf("\r\n\r\n");
        return new RawAnswer(
                List.of(text.substring(0, end).split("\r\n")),
                text.substring(end + 4).getBytes(LATIN1));
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        head.forEach(line -> out.writeBytes((line + "\r\n").getBytes(LATIN1)));
        out.writeBytes("\r\n".getBytes(LATIN1));
        out.writeBytes(body);
        return out.toByteArray();
    }

    /** Only the status line, with no header after it. */
    RawAnswer bare() {
        return new RawAnswer(head.subList(0, 1), body);
    }

    RawAnswer version(String version) {
        List<String> lines = new ArrayList<>(head);
        lines.set(0, version + lines.get(0).substring(lines.get(0).indexOf(' ')));
        return new RawAnswer(lines, body);
    }

    RawAnswer without(String header) {
        String start = header.toLowerCase(Locale.ROOT) + ":";
        return new RawAnswer(
                head.stream()
                        .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith(start))
                        .toList(),
                body);
    }

    RawAnswer header(String name, String value) {
        List<String> lines = new ArrayList<>(without(name).head);
        lines.add(name + ": " + value);
        return new RawAnswer(lines, body);
    }

    /** With a line between the status line and the headers. */
    RawAnswer firstLine(String line) {
        List<String> lines = new ArrayList<>(head);
        lines.add(1, line);
        return new RawAnswer(lines, body);
    }

    RawAnswer length(String value) {
        return header(LENGTH, value);
    }

    RawAnswer withoutLength() {
        return without(LENGTH);
    }

    /** In chunks of the size, without a length. */
    RawAnswer chunked(int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < body.length; at += size) {
            int count = Math.min(size, body.length - at);
            out.writeBytes((Integer.toHexString(count) + "\r\n").getBytes(LATIN1));
            out.write(body, at, count);
            out.writeBytes("\r\n".getBytes(LATIN1));
        }
        out.writeBytes("0\r\n\r\n".getBytes(LATIN1));
        RawAnswer framed = withoutLength().header("Transfer-Encoding", "chunked");
        return new RawAnswer(framed.head, out.toByteArray());
    }
}
