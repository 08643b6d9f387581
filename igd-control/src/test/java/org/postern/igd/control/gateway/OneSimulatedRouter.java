// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.search.ElectedGateway;
import org.postern.igd.control.search.TestEngines;
import org.postern.igd.control.search.UpnpEngine;
import org.postern.simulator.Quirk;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;
import org.postern.testkit.ManualClock;

import java.util.List;
import java.util.stream.Stream;

/**
 * A gateway of a simulated router with quirks. Where a call waits before its next request, the
 * router's clock goes on instead.
 */
@Timeout(60)
abstract class OneSimulatedRouter {
    /** Below those from which a system takes the ports of servers such as the router's own. */
    static final int EXTERNAL = 30021;

    final ManualClock clock = new ManualClock();
    final UpnpEngine engine =
            new UpnpEngine(
                    List::of,
                    new HttpClient((end, time) -> clock.advance(time)),
                    TestEngines.firewalls());
    SimulatedRouter router;

    @AfterEach
    void close() {
        engine.close();
        router.close();
    }

    Gateway gateway(int version, String... profiles) throws Exception {
        Quirk[] quirks =
                Stream.of(profiles)
                        .map(name -> Quirk.named(name).orElseThrow())
                        .toArray(Quirk[]::new);
        router =
                SimulatedRouter.start(
                        RouterConfig.standard()
                                .withIgdVersion(version)
                                .withQuirks(quirks)
                                .withSsdp(false),
                        clock,
                        line -> {});
        GatewayQuery query = GatewayQuery.standard().withWanted(router.descriptionUrl().toString());
        return ElectedGateway.by(engine, query).gateway();
    }
}
