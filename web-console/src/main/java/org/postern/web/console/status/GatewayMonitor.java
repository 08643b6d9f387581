// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import org.jspecify.annotations.Nullable;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.keeper.PortKeeper;
import org.postern.web.console.internal.monitoring.GatewayReading;
import org.postern.web.console.internal.monitoring.Monitor;
import org.postern.web.console.internal.threads.WorkerThreads;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Asks gateways in the background while somebody looks at the page, and not otherwise: each look has
 * those asked again whose answers have become old. Their traffic is that of the numbers for
 * monitoring, so that no gateway is asked twice. May be used from any thread; nothing waits for a
 * gateway.
 */
public final class GatewayMonitor implements AutoCloseable {
    /** The traffic of a chart. */
    static final Duration TRAFFIC_INTERVAL = Duration.ofSeconds(3);

    /** All else. */
    static final Duration INTERVAL = Duration.ofSeconds(15);

    /** More gateways are not shown. */
    static final int MOST_GATEWAYS = 16;

    private static final int THREADS = 4;

    private final Supplier<Map<Gateway, GatewayState>> gateways;
    private final ExecutorService workers =
            WorkerThreads.pool("postern-console", THREADS, 2 * Monitor.MOST_GATEWAYS);
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Monitor numbers;

    /** Those of the last look, by their ids. Guarded by this. */
    private Map<String, WatchedGateway> watched = Map.of();

    /**
     * Asks nothing yet.
     *
     * @param clock of this machine
     * @param nanoTime as {@link System#nanoTime()}
     * @param keeper which keeper; empty while there is none
     * @param gateways those that are known now, with what is known of each without asking
     */
    public GatewayMonitor(
            Clock clock,
            LongSupplier nanoTime,
            Supplier<Optional<PortKeeper>> keeper,
            Supplier<Map<Gateway, GatewayState>> gateways) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.gateways = gateways;
        numbers = new Monitor(workers, clock, nanoTime, keeper, gateways);
    }

    /** The numbers of the same keeper and gateways, for monitoring. */
    public Monitor numbers() {
        return numbers;
    }

    /** Has gateways asked whose last answers are old, and forgets those that have gone. */
    public synchronized void look() {
        Map<String, WatchedGateway> now = new HashMap<>();
        for (Gateway each : gateways.get().keySet()) {
            String id = each.info().id();
            if (now.size() < MOST_GATEWAYS && !now.containsKey(id)) {
                WatchedGateway gateway = watched(id, each);
                now.put(id, gateway);
                gateway.look(INTERVAL);
                numbers.gateway(id, TRAFFIC_INTERVAL)
                        .flatMap(GatewayReading::traffic)
                        .ifPresent(gateway::add);
            }
        }
        watched = now;
    }

    private WatchedGateway watched(String id, Gateway gateway) {
        WatchedGateway known = watched.get(id);
        return known != null && known.isOf(gateway)
                ? known
                : new WatchedGateway(gateway, workers, clock, nanoTime);
    }

    /** Has gateways asked again at the next look for what is open, since that may have changed. */
    public synchronized void mappingsChanged() {
        watched.values().forEach(WatchedGateway::mappingsChanged);
    }

    /**
     * What a gateway answered last.
     *
     * @param id of the gateway
     */
    public synchronized GatewayAnswers answers(String id) {
        @Nullable WatchedGateway known = watched.get(id);
        return known == null ? GatewayAnswers.NONE : known.answers();
    }

    /** Asks nothing any more. */
    @Override
    public void close() {
        numbers.close();
    }
}
