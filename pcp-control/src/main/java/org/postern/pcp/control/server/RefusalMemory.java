// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.server;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a server refused, for as long as it said that it would (RFC 6887 section 8.3). Only work in
 * the background keeps to it. Safe for several threads; guarded by itself.
 */
public final class RefusalMemory {
    private static final int MOST = 4096;
    private static final long SHORTEST = 30;
    private static final long LONGEST = 30 * 60;

    private record Entry(GatewayException failure, long untilNanos) {}

    private final Map<PortKey, Entry> entries = new LinkedHashMap<>();

    RefusalMemory() {}

    /**
     * Remembers a refusal.
     *
     * @param seconds as the server says; 0 where it means long, or does not say
     */
    public synchronized void add(
            PortKey key, GatewayException failure, long seconds, long nowNanos) {
        long kept = seconds == 0 ? LONGEST : Math.max(SHORTEST, Math.min(LONGEST, seconds));
        entries.remove(key);
        entries.put(key, new Entry(failure, nowNanos + Duration.ofSeconds(kept).toNanos()));
        if (entries.size() > MOST) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    /** The refusal that still holds. */
    public synchronized Optional<GatewayException> of(PortKey key, long nowNanos) {
        return Optional.ofNullable(entries.get(key))
                .filter(each -> each.untilNanos() - nowNanos > 0)
                .map(Entry::failure);
    }

    /** The port was opened after all. */
    public synchronized void remove(PortKey key) {
        entries.remove(key);
    }

    synchronized void forget() {
        entries.clear();
    }
}
