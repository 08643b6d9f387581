// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Lets benchmarks through to the parser, which its bundle keeps to itself. Of the same package by
 * name only: here everything is on the class path.
 */
public final class HttpDoor {
    private static final DocumentEnd DESCRIPTION = DocumentEnd.of("root");

    private HttpDoor() {}

    /**
     * Reads a response with a description, which comes in pieces, as from a connection.
     *
     * @param response as it came
     * @param piece the bytes that come at once
     * @return the body
     * @throws HttpFormatException when it cannot be read
     */
    public static byte[] read(byte[] response, int piece) throws HttpFormatException {
        HttpResponseParser parser = new HttpResponseParser(Optional.of(DESCRIPTION));
        boolean complete = false;
        for (int at = 0; at < response.length && !complete; at += piece) {
            parser.feed(ByteBuffer.wrap(response, at, Math.min(piece, response.length - at)));
            complete = parser.complete();
        }
        return parser.body();
    }
}
