// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.http.HttpRules;
import org.postern.simulator.http.RawResponse;
import org.postern.simulator.http.ReceivedRequest;
import org.postern.simulator.http.SentResponse;
import org.postern.simulator.net.Addresses;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** How HTTP is spoken: part of chapter D of {@code docs/quirks.md}. */
final class HttpQuirks {
    private static final int CHUNK = 500;
    private static final String LOGIN =
            "<!DOCTYPE html>\n<html><head><title>Login</title></head><body><form><br>"
                    + "Password: <input type=password></form></body></html>\n";

    private HttpQuirks() {}

    /** The comments name makers of such routers. */
    static void apply(Quirk quirk, HttpRules http) {
        switch (quirk) {
            // Corega
            case COUNTED_NULS -> http.changeResponses(HttpQuirks::withNuls);
            // Actiontec
            case HTTP_1_0 ->
                    rewrite(
                            http,
                            raw ->
                                    raw.version("HTTP/1.0")
                                            .withoutLength()
                                            .header("Content-Type", "application/octet-stream"));
            // D-Link
            case LENGTH_BLANK -> rewrite(http, raw -> raw.length(raw.body().length + " "));
            case LENGTH_INVALID -> rewrite(http, raw -> raw.length("unknown"));
            // Counted in characters, say.
            case LENGTH_SHORT -> rewriteAndLeaveOpen(http, raw -> lengthOff(-20, raw));
            case LENGTH_LONG -> rewriteAndLeaveOpen(http, raw -> lengthOff(100, raw));
            // BiPAC
            case CHUNKED -> rewrite(http, raw -> raw.chunked(CHUNK));
            // Corega
            case ODD_HEADER_LINE ->
                    rewrite(
                            http,
                            raw ->
                                    raw.firstLine(
                                            " server:Nucleus/4.3 UPnP/1.0 Virata-EmWeb/R6_2_0"));
            // Corega
            case NO_HEADERS -> rewriteAndLeaveOpen(http, RawResponse::bare);
            // RomPager
            case ONE_REQUEST -> {
                http.answer(
                        request -> request.details().numberOnConnection() > 1,
                        SentResponse.status(405));
                http.changeResponses(
                        request -> request.details().numberOnConnection() == 1,
                        SentResponse::leavingOpen);
            }
            // Old Linksys
            case ONE_SEGMENT ->
                    http.answer(
                            request -> !request.details().oneSegment(), SentResponse.status(400));
            // DrayTek
            case NO_HALF_CLOSE -> http.changeResponses(SentResponse::unlessHalfClosed);
            case EXACT_HOST ->
                    http.answer(request -> !hasExactHost(request), SentResponse.status(400));
            case LOGIN_PAGE ->
                    http.answer(
                            request -> request.method().equals("GET"),
                            SentResponse.status(200)
                                    .with("Content-Type", "text/html")
                                    .withBody(LOGIN.getBytes(StandardCharsets.UTF_8)));
            // Samsung
            case EMPTY_FIRST ->
                    http.answer(
                            request -> request.details().numberOnServer() == 1,
                            SentResponse.status(200));
            default -> throw new AssertionError(quirk);
        }
    }

    private static void rewrite(HttpRules http, UnaryOperator<RawResponse> change) {
        http.changeResponses(response -> response.rewritten(change));
    }

    private static void rewriteAndLeaveOpen(HttpRules http, UnaryOperator<RawResponse> change) {
        http.changeResponses(response -> response.rewritten(change).leavingOpen());
    }

    private static SentResponse withNuls(SentResponse response) {
        byte[] body = response.body();
        return body.length == 0
                ? response
                : response.withBody(Arrays.copyOf(body, body.length + 3));
    }

    private static RawResponse lengthOff(int bytes, RawResponse raw) {
        int length = raw.body().length;
        return length == 0 ? raw : raw.length(Integer.toString(length + bytes));
    }

    private static boolean hasExactHost(ReceivedRequest request) {
        String server = Addresses.hostAndPort(request.details().server());
        return request.header("Host").orElse("").equals(server);
    }
}
