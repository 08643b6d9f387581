// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.http;

import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.quirk.RouterHook;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Every answer goes out with something wrong about its head or its end. */
public final class OddFraming implements RouterHook {
    private static final int CHUNK = 500;

    private final UnaryOperator<RawAnswer> spoil;
    private final boolean leavesOpen;

    private OddFraming(UnaryOperator<RawAnswer> spoil, boolean leavesOpen) {
        this.spoil = spoil;
        this.leavesOpen = leavesOpen;
    }

    /** Zeros after the body, counted in its length. */
    public static RouterHook countedNuls() {
        return new RouterHook() {
            @Override
            public HttpResponse response(HttpRequest request, HttpResponse response) {
                byte[] body = response.body();
                return body.length == 0
                        ? response
                        : response.withBody(Arrays.copyOf(body, body.length + 3));
            }
        };
    }

    /** HTTP/1.0: the body ends with the connection, and is of no type that says anything. */
    public static RouterHook http10WithoutLength() {
        return new OddFraming(
                answer ->
                        answer.version("HTTP/1.0")
                                .withoutLength()
                                .header("Content-Type", "application/octet-stream"),
                false);
    }

    /** A length that is none. */
    public static RouterHook length(String value) {
        return new OddFraming(answer -> answer.length(value), false);
    }

    /** A right length, and a blank after it. */
    public static RouterHook lengthWithBlank() {
        return new OddFraming(answer -> answer.length(answer.body().length + " "), false);
    }

    /** A length that is wrong by so many bytes, on a connection that is left open. */
    public static RouterHook lengthOff(int bytes) {
        return new OddFraming(
                answer ->
                        answer.body().length == 0
                                ? answer
                                : answer.length("" + (answer.body().length + bytes)),
                true);
    }

    /** Chunks, whoever asks. */
    public static RouterHook chunked() {
        return new OddFraming(answer -> answer.chunked(CHUNK), false);
    }

    /** A header line that begins with a blank, so that it continues the status line. */
    public static RouterHook oddFirstLine(String line) {
        return new OddFraming(answer -> answer.firstLine(line), false);
    }

    /** No header at all, on a connection that is left open. */
    public static RouterHook noHeaders() {
        return new OddFraming(RawAnswer::bare, true);
    }

    @Override
    public HttpResponse response(HttpRequest request, HttpResponse response) {
        HttpResponse sent = response.rewritten(bytes -> spoil.apply(RawAnswer.of(bytes)).bytes());
        return leavesOpen ? sent.leavingOpen() : sent;
    }
}
