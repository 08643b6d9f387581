// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceRegistration;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayProperties;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortListener;
import org.postern.itests.exam.InFelix;
import org.postern.itests.exam.Inside;
import org.postern.simulator.Quirk;
import org.postern.simulator.SimulatedRouter;

import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The keeper and a router that drops every mapping with a lease after three seconds. */
@InFelix
class DroppedLeaseIT {
    /** Read back after an eighth of it. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final AtomicInteger losses = new AtomicInteger();

    @Test
    void aPortThatIsDroppedAgainAndAgain_isAskedForWithAPermanentLease() throws Exception {
        try (SimulatedRouter router =
                SimulatedRouter.start(
                        LoopbackInterface.router().withQuirks(Quirk.LEASE_VANISHES_LATE))) {
            ServiceRegistration<Gateway> gateway = publish(router);
            try (KeptPort port = Inside.service(PortKeeper.class).keep(request(), listener())) {
                Inside.eventually("it is lost three times", () -> losses.get() == 3);
                Inside.eventually("it is open for good", () -> isPermanent(port));

                assertEquals(1, router.mappings().size());
            } finally {
                gateway.unregister();
            }
        }
    }

    private static MappingRequest request() {
        return MappingRequest.tcp(18151).lease(LEASE);
    }

    private PortListener listener() {
        return new PortListener() {
            @Override
            public void lost(OpenPort port, String reason) {
                losses.incrementAndGet();
            }
        };
    }

    private static boolean isPermanent(KeptPort port) {
        return port.status().holdings().stream()
                .anyMatch(each -> each.port().mapping().lease().isZero());
    }

    /** As a gateway that sends no events: what is dropped shows in checks only. */
    private static ServiceRegistration<Gateway> publish(SimulatedRouter router) throws Exception {
        Gateway gateway =
                Inside.service(GatewayFinder.class)
                        .find(
                                GatewayQuery.standard()
                                        .withNetworkInterface("lo")
                                        .withWanted(router.descriptionUrl().toString())
                                        .withTimeout(Duration.ofSeconds(20)))
                        .gateway();
        Map<String, Object> properties =
                Map.of(
                        GatewayProperties.ID,
                        gateway.info().id(),
                        GatewayProperties.EXTERNAL_ADDRESS,
                        "203.0.113.7",
                        GatewayProperties.REVISION,
                        0L);
        return Inside.context()
                .registerService(Gateway.class, gateway, new Hashtable<>(properties));
    }
}
