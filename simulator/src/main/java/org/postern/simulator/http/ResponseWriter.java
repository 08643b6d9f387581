// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.http;

import org.postern.simulator.net.HttpDate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes an answer as bytes. */
final class ResponseWriter {
    private ResponseWriter() {}

    /** The whole answer, head and body, so that it goes out in one write. */
    static byte[] bytes(HttpResponse response, boolean headOnly) {
        StringBuilder head = new StringBuilder(256);
        head.append("HTTP/1.1 ").append(response.status()).append(' ').append(response.reason());
        response.headers().forEach((k, v) -> head.append("\r\n").append(k).append(": ").append(v));
        head.append("\r\nContent-Length: ").append(response.body().length);
        head.append("\r\nConnection: close\r\nServer: ").append(HttpServer.PRODUCT);
        head.append("\r\nDate: ").append(HttpDate.now()).append("\r\n\r\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // Header names and values are Latin-1 on the wire (RFC 7230, section 3.2.4).
        out.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!headOnly) {
            out.writeBytes(response.body());
        }
        return out.toByteArray();
    }
}
