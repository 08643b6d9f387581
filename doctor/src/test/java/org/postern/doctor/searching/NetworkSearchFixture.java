// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.searching;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.postern.api.control.ControlProtocol;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.upnp.Upnp;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.fakes.FixedFinder;
import org.postern.doctor.fakes.ListedStrategy;
import org.postern.doctor.timing.ParallelTasks;
import org.postern.doctor.timing.TimeLimit;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Searches whose answers a test lists, with real descriptions of simulated routers on loopback.
 * Nothing is multicast. The clock is faster than time, so that patience costs little.
 */
@Timeout(60)
abstract class NetworkSearchFixture {
    /** Where a router is read in time, it needs some time. */
    static final int SOMEWHAT_FASTER = 4;

    static final int MUCH_FASTER = 20;

    final List<AutoCloseable> open = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    private final long start = System.nanoTime();
    private final TimeLimit limit = TimeLimit.of(Duration.ofMinutes(5), this::nanoTime);
    final ParallelTasks tasks = new ParallelTasks();
    final Upnp upnp = Upnp.create();
    List<NextHop> hops = List.of();
    SearchPlace place = new SearchPlace(InterfaceChoice.any(), false);
    GatewayQuery query = GatewayQuery.standard();
    volatile int faster = SOMEWHAT_FASTER;
    List<ControlProtocol> protocols = List.of();

    private long nanoTime() {
        return (System.nanoTime() - start) * faster;
    }

    @AfterEach
    void close() throws Exception {
        tasks.close();
        upnp.close();
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    SimulatedRouter router(RouterConfig config) throws IOException {
        SimulatedRouter router = SimulatedRouter.start(config.withSsdp(false));
        open.add(router);
        return router;
    }

    Gateway gateway(SimulatedRouter router) throws Exception {
        return upnp.describe(router.descriptionUrl()).gateway().orElseThrow();
    }

    /** Other calls find nothing, while a router answers by multicast. */
    SearchOutcome searchAnsweredBy(SimulatedRouter router) throws Exception {
        // The classes that read it are loaded then.
        upnp.describe(router.descriptionUrl());
        return search(
                FixedFinder.findingNothing(),
                ListedStrategy.multicast(
                        ListedStrategy.at(router.descriptionUrl(), ListedStrategy.GATEWAY)));
    }

    SearchOutcome search(GatewayFinder finder, DiscoveryStrategy... strategies)
            throws InterruptedException {
        SearchServices services =
                new SearchServices(
                        Optional.of(finder), Optional.of(upnp), protocols, List.of(strategies));
        return new NetworkSearch(services, query, place, () -> hops, tasks, limit).run(told::add);
    }
}
