// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a made-up router sends; made for these benchmarks. */
final class Fixture {
    private Fixture() {}

    /** A document, byte by byte. */
    static byte[] document(String name) {
        try (InputStream resource = Fixture.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalArgumentException("There is no " + name);
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message of header lines, ended as on the wire. */
    static byte[] message(String name) {
        String text = new String(document(name), StandardCharsets.UTF_8);
        return bytes(text.replace("\n", "\r\n"));
    }

    /** A response of a router, with a body. */
    static byte[] response(String status, byte[] body) {
        byte[] head =
                bytes(
                        "HTTP/1.1 "
                                + status
                                + "\r\nContent-Type: text/xml; charset=\"utf-8\"\r\n"
                                + "Connection: close\r\n"
                                + "Content-Length: "
                                + body.length
                                + "\r\nServer: Hearth/4.2 UPnP/1.1 MiniUPnPd/2.3.7\r\n"
                                + "Ext:\r\nDate: Sat, 14 Nov 2026 09:26:53 GMT\r\n\r\n");
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
