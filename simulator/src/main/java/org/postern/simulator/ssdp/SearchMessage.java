// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.ssdp;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A search that arrived, by multicast if it was sent to the group. Answers may be spread over
 * {@code mx} seconds, 1..5; empty if that was not given.
 */
public record SearchMessage(
        String target, OptionalInt mx, String host, boolean multicast, int sourcePort) {
    private static final int MAX_TARGET = 256;
    private static final int MAX_LINES = 64;

    /** UDA 1.1, 1.3.2: larger values count as 5. */
    private static final int LARGEST_MX = 5;

    /** The search in a datagram; empty if there is none, or none that may be answered. */
    static Optional<SearchMessage> read(
            byte[] datagram, int length, boolean multicast, int sourcePort) {
        if (!mayBeSearch(datagram, length)) {
            return Optional.empty();
        }
        String text = new String(datagram, 0, length, StandardCharsets.ISO_8859_1);
        String[] lines = text.split("\r?\n", MAX_LINES);
        if (!lines[0].trim().equals("M-SEARCH * HTTP/1.1")) {
            return Optional.empty();
        }
        Map<String, String> headers = headers(lines);
        String target = headers.getOrDefault("ST", "");
        String mx = headers.getOrDefault("MX", "");
        if (!headers.getOrDefault("MAN", "").equals("\"ssdp:discover\"")
                || target.isEmpty()
                || target.length() > MAX_TARGET
                || !(mx.isEmpty() || mx.matches("[1-9]\\d{0,4}"))) {
            return Optional.empty();
        }
        return Optional.of(
                new SearchMessage(
                        target,
                        limited(mx),
                        headers.getOrDefault("HOST", ""),
                        multicast,
                        sourcePort));
    }

    /** A cheap check, since most datagrams to port 1900 are no searches. */
    private static boolean mayBeSearch(byte[] datagram, int length) {
        int beginning = Math.min(length, 32);
        return new String(datagram, 0, beginning, StandardCharsets.ISO_8859_1).contains("M-SEARCH");
    }

    private static Map<String, String> headers(String[] lines) {
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        lines[i].substring(0, colon).trim().toUpperCase(Locale.ROOT),
                        lines[i].substring(colon + 1).trim());
            }
        }
        return headers;
    }

    private static OptionalInt limited(String mx) {
        return mx.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(Math.min(LARGEST_MX, Integer.parseInt(mx)));
    }
}
