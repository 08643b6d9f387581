// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control;

import org.jspecify.annotations.Nullable;
import org.postern.pcp.control.internal.routes.SystemRoutes;

import java.util.HashSet;
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

    private final PcpEngine engine;

    private SharedEngine(PcpEngine engine) {
        this.engine = engine;
    }

    /** The first share makes the engine, which starts nothing, and logs unusable servers. */
    static synchronized SharedEngine open() {
        PcpEngine known = current;
        SharedEngine share = new SharedEngine(known == null ? make() : known);
        current = share.engine;
        SHARES.add(share);
        return share;
    }

    PcpEngine engine() {
        return engine;
    }

    @Override
    public void close() {
        synchronized (SharedEngine.class) {
            if (!SHARES.remove(this) || !SHARES.isEmpty()) {
                return;
            }
            current = null;
        }
        engine.close();
    }

    private static PcpEngine make() {
        String servers = System.getProperty(ServerSetting.PROPERTY, "");
        return new PcpEngine(
                new SystemRoutes(),
                ServerSetting.read(
                        Map.of(ServerSetting.PROPERTY, servers),
                        ServerSetting.PROPERTY,
                        ServerSetting.PROPERTY),
                System::getProperty);
    }
}
