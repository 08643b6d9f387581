// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many checks each network has asked for lately: as many at once as it may have in a minute, and
 * then at that rate. Not safe for several threads.
 */
final class AskerRates {
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private final long eachNanos;
    private final LongSupplier nanoTime;

    /** By network, the time until which its allowance is used up; who asked longest ago is first. */
    private final Map<InetAddress, Long> used;

    AskerRates(int perMinute, int remembered, LongSupplier nanoTime) {
        this.eachNanos = MINUTE_NANOS / perMinute;
        this.nanoTime = nanoTime;
        this.used =
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<InetAddress, Long> eldest) {
                        return size() > remembered;
                    }
                };
    }

    /** Counts a check, and returns 0; or the seconds after which one is allowed again. */
    long use(InetAddress network) {
        long now = nanoTime.getAsLong();
        long before = used.getOrDefault(network, now);
        long after = (before - now > 0 ? before : now) + eachNanos;
        long excess = after - now - MINUTE_NANOS;
        if (excess > 0) {
            return (excess + SECOND_NANOS - 1) / SECOND_NANOS;
        }
        used.put(network, after);
        return 0;
    }
}
