// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.event;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A subscription: callback, end, and the values sent last. Guarded by its owner's lock. */
final class Subscriber {
    private static final long LARGEST_KEY = 4_294_967_295L;

    private final String sid = "uuid:" + UUID.randomUUID();
    private final InetAddress address;
    private final URI callback;
    private Instant end;
    private long key;
    private Map<String, String> lastSent = Map.of();

    Subscriber(InetAddress address, URI callback, Instant end) {
        this.address = address;
        this.callback = callback;
        this.end = end;
    }

    String sid() {
        return sid;
    }

    InetAddress address() {
        return address;
    }

    URI callback() {
        return callback;
    }

    boolean expiredAt(Instant now) {
        return !end.isAfter(now);
    }

    void renew(Instant now, Duration length) {
        end = now.plus(length);
    }

    Map<String, String> lastSent() {
        return lastSent;
    }

    void setLastSent(Map<String, String> values) {
        lastSent = Map.copyOf(values);
    }

    /** 0 first, 1 again after the largest (UDA 1.1, section 4.2.1). */
    long nextKey() {
        long now = key;
        key = key == LARGEST_KEY ? 1 : key + 1;
        return now;
    }
}
