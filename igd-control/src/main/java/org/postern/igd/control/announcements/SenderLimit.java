// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.announcements;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Admits each sender once in a while, and only so many senders. Not thread-safe. */
final class SenderLimit {
    private static final int MAX_SENDERS = 32;
    private static final Duration REST = Duration.ofSeconds(5);

    /** For a sender whose description led nowhere. */
    private static final Duration PENALTY = Duration.ofSeconds(60);

    private final Map<InetAddress, Long> closedUntil = new LinkedHashMap<>();

    boolean tryAdmit(InetAddress sender, long nowNanos) {
        Long until = closedUntil.get(sender);
        if (until != null) {
            if (until - nowNanos > 0) {
                return false;
            }
        } else if (closedUntil.size() >= MAX_SENDERS) {
            closedUntil.values().removeIf(each -> each - nowNanos <= 0);
            if (closedUntil.size() >= MAX_SENDERS) {
                return false;
            }
        }
        closedUntil.put(sender, nowNanos + REST.toNanos());
        return true;
    }

    void penalize(InetAddress sender, long nowNanos) {
        closedUntil.computeIfPresent(sender, (who, until) -> nowNanos + PENALTY.toNanos());
    }
}
