// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.postern.api.gateway.GatewayException;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpDevice;
import org.postern.api.upnp.UpnpResult;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The reference's class, in plain Java, with simulated routers on loopback. */
@Timeout(60)
abstract class UpnpOnLoopback {
    static final Duration SHORT = Duration.ofMillis(600);

    /** To find and read a device, on a busy machine as well; it is waited out. */
    static final Duration ENOUGH = Duration.ofSeconds(2);

    static final Duration ENDLESS = Duration.ofMinutes(5);

    final List<SimulatedRouter> routers = new ArrayList<>();
    Upnp upnp;

    @BeforeEach
    void create() {
        upnp = Upnp.create();
        upnp.discoverMulticastInterface("lo");
    }

    @AfterEach
    void close() {
        upnp.close();
        routers.forEach(SimulatedRouter::close);
    }

    static void assertFails(UpnpResult result, Executable call) {
        GatewayException failure = assertThrows(GatewayException.class, call);
        assertEquals(result, UpnpResult.of(failure), failure.getMessage());
    }

    UpnpDevice described(RouterConfig config) throws Exception {
        return upnp.describe(router(config.withSsdp(false)).descriptionUrl());
    }

    SimulatedRouter router(RouterConfig config) throws IOException {
        SimulatedRouter router = SimulatedRouter.start(config);
        routers.add(router);
        return router;
    }

    /** Other routers may be simulated on this machine at the same time. */
    static List<UpnpDevice> own(List<UpnpDevice> found, SimulatedRouter router) {
        return found.stream()
                .filter(device -> device.descriptionUrl().equals(router.descriptionUrl()))
                .toList();
    }
}
