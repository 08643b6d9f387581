// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayQuery;
import org.postern.igd.control.search.ElectedGateway;
import org.postern.igd.control.search.UpnpEngine;
import org.postern.simulator.Quirk;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.util.List;
import java.util.stream.Stream;

/** A gateway of a simulated router with quirks. */
@Timeout(60)
abstract class OneSimulatedRouter {
    static final int EXTERNAL = 40021;

    final UpnpEngine engine = new UpnpEngine(List::of);
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
                                .withSsdp(false));
        GatewayQuery query = GatewayQuery.standard().withWanted(router.descriptionUrl().toString());
        return ElectedGateway.by(engine, query).gateway();
    }
}
