// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import org.postern.igd.control.http.HttpRequestReader;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An event message (UDA 1.1 section 4.3).
 *
 * @param sid of the subscription
 * @param seq the event key, 0..4294967295; empty where the router does not count (quirk G8)
 * @param values the new values by variable
 */
public record Notification(String sid, OptionalLong seq, Map<String, String> values) {
    /** Reads a request that has come in full; empty when it is no event message. */
    static Optional<Notification> of(HttpRequestReader request) {
        Map<String, String> headers = request.headers();
        String sid = headers.getOrDefault("SID", "");
        if (!request.method().equalsIgnoreCase("NOTIFY") || sid.isEmpty()) {
            return Optional.empty();
        }
        String seq = headers.getOrDefault("SEQ", "");
        return Optional.of(
                new Notification(
                        sid,
                        seq.matches("[0-9]{1,10}")
                                ? OptionalLong.of(Long.parseLong(seq))
                                : OptionalLong.empty(),
                        EventReader.read(request.body())));
    }
}
