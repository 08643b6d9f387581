// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.calls;

import org.postern.api.gateway.PortKey;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The mappings that one router has just confirmed to have deleted for this machine. Its table may
 * show them, or block their ports, for a while (quirk A45). Safe for several threads.
 */
public final class RecentDeletions {
    /** Longer than any router was seen to lag. */
    private static final Duration MEMORY = Duration.ofSeconds(5);

    private final Map<PortKey, Long> nanos = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    /** None yet; the time is that of {@link System#nanoTime()} but in tests. */
    public RecentDeletions(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void add(PortKey key) {
        long now = nanoTime.getAsLong();
        nanos.values().removeIf(each -> now - each > MEMORY.toNanos());
        nanos.put(key, now);
    }

    /** How long ago a mapping was deleted; empty where it was not, or long ago. */
    Optional<Duration> age(PortKey key) {
        return Optional.ofNullable(nanos.get(key))
                .map(each -> Duration.ofNanos(nanoTime.getAsLong() - each))
                .filter(age -> age.compareTo(MEMORY) <= 0);
    }
}
