// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.router;

import org.postern.api.keeper.AddressFamily;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What is remembered of routers, by their address, of those that are gone too: one that comes and
 * goes is not asked more often. Used by the keeper's thread.
 */
public final class RouterHistories {
    private static final int MOST = 64;

    private record Key(InetAddress router, AddressFamily family) {}

    private final LongSupplier clock;

    private final Map<Key, RouterHistory> memories =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, RouterHistory> eldest) {
                    return size() > MOST;
                }
            };

    public RouterHistories(LongSupplier clock) {
        this.clock = clock;
    }

    /** Over both families the router is asked at one pace. */
    public RouterHistory of(InetAddress router, AddressFamily family) {
        Key key = new Key(router, family);
        RouterHistory known = memories.get(key);
        if (known != null) {
            return known;
        }
        RouterPace pace =
                family == AddressFamily.IPV4
                        ? new RouterPace(clock)
                        : of(router, AddressFamily.IPV4).pace();
        RouterHistory fresh = new RouterHistory(pace);
        memories.put(key, fresh);
        return fresh;
    }
}
