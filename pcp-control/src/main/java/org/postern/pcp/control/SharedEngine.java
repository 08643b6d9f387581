// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control;

import org.jspecify.annotations.Nullable;
import org.postern.pcp.control.internal.routes.SystemRoutes;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A share of the one engine that a process has in plain Java, where each protocol is made by itself.
 * The engine ends with its last share.
 */
final class SharedEngine implements AutoCloseable {
    /** Guarded by the class, as is the engine. */
    private static final Set<SharedEngine> SHARES = new HashSet<>();

    private static @Nullable PcpEngine current;

    private SharedEngine() {}

    /** Makes nothing yet. */
    static synchronized SharedEngine open() {
        SharedEngine share = new SharedEngine();
        SHARES.add(share);
        return share;
    }

    /**
     * The first share that is used makes the engine, which starts nothing, and logs unusable
     * servers. Once the share is closed, the engine is one that is closed, too.
     */
    PcpEngine engine() {
        synchronized (SharedEngine.class) {
            if (SHARES.contains(this)) {
                current = current == null ? make() : current;
                return current;
            }
        }
        PcpEngine closed = make();
        closed.close();
        return closed;
    }

    @Override
    public void close() {
        PcpEngine ending;
        synchronized (SharedEngine.class) {
            if (!SHARES.remove(this) || !SHARES.isEmpty()) {
                return;
            }
            ending = current;
            current = null;
        }
        if (ending != null) {
            ending.close();
        }
    }

    private static PcpEngine make() {
        String servers = System.getProperty(ServerSetting.PROPERTY, "");
        return new PcpEngine(
                new SystemRoutes(),
                servers.isBlank()
                        ? List.of()
                        : ServerSetting.read(
                                Map.of(ServerSetting.PROPERTY, servers),
                                ServerSetting.PROPERTY,
                                ServerSetting.PROPERTY),
                System::getProperty);
    }
}
