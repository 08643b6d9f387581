// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import org.jspecify.annotations.Nullable;
import org.postern.igd.control.http.HttpResponse;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Subscriptions in HTTP headers (UDA 1.1 section 4.1). */
final class SubscriptionCodec {
    /** What the standard recommends at least. */
    static final Duration ASKED = Duration.ofSeconds(1800);

    /** A router that forgets sooner than this would be asked all the time. */
    private static final long SHORTEST_SECONDS = 10;

    private static final long LONGEST_SECONDS = 86_400;

    private static final Pattern TIMEOUT = Pattern.compile("(?i)Second-\\s*([0-9]{1,9}|infinite)");

    private SubscriptionCodec() {}

    static Map<String, String> subscribe(URI callback) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("CALLBACK", "<" + callback + ">");
        headers.put("NT", "upnp:event");
        headers.put("TIMEOUT", "Second-" + ASKED.toSeconds());
        return headers;
    }

    /** Without CALLBACK and NT, with which it would be refused (quirk G3). */
    static Map<String, String> renew(String sid) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("SID", sid);
        headers.put("TIMEOUT", "Second-" + ASKED.toSeconds());
        return headers;
    }

    static Map<String, String> unsubscribe(String sid) {
        return Map.of("SID", sid);
    }

    /** Empty where the answer names none. */
    static Optional<String> sid(HttpResponse answer) {
        return answer.header("SID").filter(sid -> !sid.isEmpty() && sid.length() <= 256);
    }

    /** Why there is no subscription. */
    static String refusal(@Nullable HttpResponse answer, @Nullable Throwable failure) {
        if (answer == null) {
            return failure == null ? "no answer" : String.valueOf(failure.getMessage());
        }
        return answer.status() / 100 == 2
                ? "the answer names no subscription"
                : "refused with HTTP status " + answer.status();
    }

    /** How long it lasts by the answer; as before where that does not say (quirk G6). */
    static Duration length(HttpResponse answer, Duration before) {
        Matcher timeout = TIMEOUT.matcher(answer.header("TIMEOUT").orElse(""));
        if (!timeout.matches()) {
            return before;
        }
        // Forever is not believed: routers forget at a restart.
        String number = timeout.group(1);
        long seconds =
                Character.isDigit(number.charAt(0)) ? Long.parseLong(number) : LONGEST_SECONDS;
        return Duration.ofSeconds(Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, seconds)));
    }
}
