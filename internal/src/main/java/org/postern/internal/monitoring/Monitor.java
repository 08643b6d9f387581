// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.monitoring;

import org.jspecify.annotations.Nullable;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.keeper.PortKeeper;
import org.postern.internal.threads.WorkerThreads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reads a keeper and the gateways that are known. No call waits for the network: the traffic of a
 * gateway is asked for on other threads when somebody reads it and the last known value is old, which
 * is given meanwhile. All readers share one answer. Safe for several threads.
 */
public final class Monitor implements AutoCloseable {
    /** Devices that pretend to be gateways must not fill a management tool. */
    public static final int MOST_GATEWAYS = 64;

    /** How old the traffic may be: asking costs a gateway up to four requests. */
    static final Duration TRAFFIC_AGE = Duration.ofSeconds(10);

    private static final int THREADS = 4;

    private final Supplier<Optional<PortKeeper>> keeper;
    private final Supplier<Map<Gateway, GatewayState>> gateways;
    private final ExecutorService workers;
    private final Clock clock;
    private final LongSupplier nanoTime;

    /** Those of the last look, by their ids; guarded by this. */
    private Map<String, Watched> watched = Map.of();

    private record Watched(
            Gateway gateway, GatewayState state, Instant lastChange, MonitoredTraffic traffic) {}

    /**
     * A monitor without a thread yet.
     *
     * @param threads the name of its threads
     * @param keeper which keeper; empty while there is none
     * @param gateways those that are known now, with what is known of each without asking
     */
    public Monitor(
            String threads,
            Supplier<Optional<PortKeeper>> keeper,
            Supplier<Map<Gateway, GatewayState>> gateways) {
        this(
                WorkerThreads.pool(threads, THREADS, MOST_GATEWAYS),
                Clock.systemUTC(),
                System::nanoTime,
                keeper,
                gateways);
    }

    /**
     * A monitor with threads that it shares, and that it ends.
     *
     * @param workers run questions, which block
     * @param clock of this machine
     * @param nanoTime as {@link System#nanoTime()}
     * @param keeper which keeper; empty while there is none
     * @param gateways those that are known now, with what is known of each without asking
     */
    public Monitor(
            ExecutorService workers,
            Clock clock,
            LongSupplier nanoTime,
            Supplier<Optional<PortKeeper>> keeper,
            Supplier<Map<Gateway, GatewayState>> gateways) {
        this.keeper = keeper;
        this.gateways = gateways;
        this.workers = workers;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * The keeper now.
     *
     * @return empty while there is none
     */
    public Optional<KeeperReading> keeper() {
        return keeper.get().map(KeeperReading::of);
    }

    /**
     * The gateways now.
     *
     * @return one for each id, in the order in which they were found; {@link #MOST_GATEWAYS} at most
     */
    public List<GatewayReading> gateways() {
        return update().values().stream().map(each -> reading(each, TRAFFIC_AGE)).toList();
    }

    /**
     * One gateway now.
     *
     * @param id {@link org.postern.api.gateway.GatewayInfo#id()}
     * @return empty when it is not known any more
     */
    public Optional<GatewayReading> gateway(String id) {
        return gateway(id, TRAFFIC_AGE);
    }

    /**
     * One gateway now, for somebody who follows its traffic.
     *
     * @param id {@link org.postern.api.gateway.GatewayInfo#id()}
     * @param trafficAge how old its traffic may be
     * @return empty when it is not known any more
     */
    public Optional<GatewayReading> gateway(String id, Duration trafficAge) {
        return Optional.ofNullable(update().get(id)).map(each -> reading(each, trafficAge));
    }

    /**
     * The ids of the gateways now. Asks no gateway.
     *
     * @return those of {@link #gateways()}
     */
    public List<String> gatewayIds() {
        return List.copyOf(update().keySet());
    }

    private static GatewayReading reading(Watched each, Duration trafficAge) {
        return new GatewayReading(
                each.gateway().info(),
                each.state().externalAddress(),
                each.lastChange(),
                each.gateway().statistics(),
                each.traffic().latest(trafficAge));
    }

    private synchronized Map<String, Watched> update() {
        Map<String, Watched> now = new LinkedHashMap<>();
        gateways.get()
                .forEach(
                        (gateway, state) -> {
                            String id = gateway.info().id();
                            if (now.size() < MOST_GATEWAYS && !now.containsKey(id)) {
                                now.put(id, updated(watched.get(id), gateway, state));
                            }
                        });
        watched = now;
        return now;
    }

    private Watched updated(@Nullable Watched before, Gateway gateway, GatewayState state) {
        if (before == null || before.gateway() != gateway) {
            return new Watched(
                    gateway,
                    state,
                    clock.instant(),
                    new MonitoredTraffic(gateway, workers, clock, nanoTime));
        }
        if (before.state().equals(state)) {
            return before;
        }
        if (before.state().revision() != state.revision()) {
            before.traffic().suspect();
        }
        return new Watched(gateway, state, clock.instant(), before.traffic());
    }

    /** Ends the threads. What is read afterwards has the last known traffic. */
    @Override
    public void close() {
        workers.shutdownNow();
    }
}
