// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a request that a device sends, as it comes, and as forgivingly as its answers are read: a
 * wrong or missing length, chunks, lines ended by LF alone. Not safe for several threads.
 */
public final class HttpRequestReader {
    private static final int MAX_LINE = 2048;

    private final int maxBytes;
    private final HttpResponseParser rest;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    private String method = "";
    private String target = "";
    private int taken;

    /** Reads a request of at most so many bytes, with such a document in its body. */
    public HttpRequestReader(int maxBytes, DocumentEnd document) {
        this.rest = new HttpResponseParser(Optional.of(document));
        this.maxBytes = maxBytes;
    }

    /**
     * Takes what came, in a buffer backed by an array; fails when it is no request, or too long.
     */
    public void feed(ByteBuffer bytes) throws HttpFormatException {
        taken += bytes.remaining();
        if (taken > maxBytes) {
            throw new HttpFormatException("the request is longer than " + maxBytes + " bytes");
        }
        while (method.isEmpty() && bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                onRequestLine(line.toString(StandardCharsets.ISO_8859_1).strip());
            } else if (line.size() > MAX_LINE) {
                throw new HttpFormatException("the request line is too long");
            } else {
                line.write(next);
            }
        }
        if (bytes.hasRemaining()) {
            rest.feed(bytes);
        }
    }

    /** The device closed its side; fails when the request ended too early. */
    public void end() throws HttpFormatException {
        rest.end();
    }

    public boolean complete() {
        return rest.complete();
    }

    /** Such as NOTIFY; empty until it has come. */
    public String method() {
        return method;
    }

    /** The path and query as sent. */
    public String target() {
        return target;
    }

    /** By name, without regard to case. */
    public Map<String, String> headers() {
        return rest.headers();
    }

    /** As far as it came. */
    public byte[] body() {
        return rest.body();
    }

    /** What follows a request line is built like what follows a status line. */
    private void onRequestLine(String text) throws HttpFormatException {
        if (text.isEmpty()) {
            return;
        }
        String[] words = text.split("\\s+");
        if (words.length < 2 || !words[0].matches("[A-Za-z-]{1,20}")) {
            throw new HttpFormatException("the request is no HTTP");
        }
        method = words[0];
        target = words[1];
        rest.feed(ByteBuffer.wrap("HTTP/1.1 200 OK\n".getBytes(StandardCharsets.US_ASCII)));
    }
}
