// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the parser makes of bytes that come in pieces and then end, read as the client reads:
 * nothing more once the answer is complete.
 *
 * @param status of the answer
 * @param body without the blanks that end it
 * @param waited whether the answer was complete only when the connection ended
 */
record Received(int status, String body, boolean waited) {
    static final DocumentEnd DESCRIPTION = DocumentEnd.of("root");
    static final DocumentEnd SOAP = DocumentEnd.of("Envelope");

    static Received of(DocumentEnd document, String... pieces) throws HttpFormatException {
        HttpResponseParser parser = new HttpResponseParser(Optional.of(document));
        for (String piece : pieces) {
            parser.feed(ByteBuffer.wrap(piece.getBytes(StandardCharsets.ISO_8859_1)));
            if (parser.complete()) {
                return received(parser, false);
            }
        }
        parser.end();
        return received(parser, true);
    }

    static Received byteByByte(DocumentEnd document, String whole) throws HttpFormatException {
        return of(document, whole.split(""));
    }

    private static Received received(HttpResponseParser parser, boolean waited) {
        String body = new String(parser.body(), StandardCharsets.ISO_8859_1);
        return new Received(parser.status(), body.stripTrailing(), waited);
    }
}
