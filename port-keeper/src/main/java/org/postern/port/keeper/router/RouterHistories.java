// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.router;

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

    private final LongSupplier clock;

    private final Map<InetAddress, RouterHistory> memories =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<InetAddress, RouterHistory> eldest) {
                    return size() > MOST;
                }
            };

    public RouterHistories(LongSupplier clock) {
        this.clock = clock;
    }

    public RouterHistory of(InetAddress router) {
        return memories.computeIfAbsent(router, each -> new RouterHistory(new RouterPace(clock)));
    }
}
