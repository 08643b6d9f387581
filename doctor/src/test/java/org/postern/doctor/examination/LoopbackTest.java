// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.examination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.discovery.DiscoveryStrategyProvider;
import org.postern.api.doctor.DiagnosisRequest;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Protocol;
import org.postern.api.upnp.Upnp;
import org.postern.doctor.evidence.Evidence;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.evidence.Wan;
import org.postern.doctor.searching.SearchServices;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** All together, with a simulated router on loopback, beyond which nothing is sent. */
@Timeout(60)
class LoopbackTest {
    private final Upnp upnp = Upnp.create();
    private final GatewayFinder finder = GatewayFinder.create();
    private final List<DiscoveryStrategyProvider> providers =
            ServiceLoader.load(DiscoveryStrategyProvider.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    @AfterEach
    void close() {
        upnp.close();
        finder.close();
        providers.forEach(DiscoveryStrategyProvider::close);
    }

    private Evidence examine(DiagnosisRequest request) throws Exception {
        SearchServices search =
                new SearchServices(
                        Optional.of(finder),
                        Optional.of(upnp),
                        List.of(),
                        providers.stream().flatMap(each -> each.strategies().stream()).toList());
        return new Examination(evidence -> true)
                .examine(request, new ExaminationServices(search, Optional.empty()), what -> {});
    }

    @Test
    void aSimulatedRouterIsExaminedWithAPort_andHoldsNoMappingAfterwards() throws Exception {
        try (SimulatedRouter router = SimulatedRouter.start(RouterConfig.standard());
                ServerSocket program = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            // By its URL, since others may simulate routers on this machine, too.
            GatewayQuery query =
                    GatewayQuery.standard()
                            .withNetworkInterface("127.0.0.1")
                            .withWanted(router.descriptionUrl().toString());
            int port = program.getLocalPort();

            Evidence evidence =
                    examine(DiagnosisRequest.of(query).withPort(port, port, Protocol.TCP));

            Wan wan = evidence.wan().orElseThrow();
            assertEquals(Optional.of(true), wan.connected());
            assertEquals(Optional.of(InetAddress.getByName("203.0.113.7")), wan.externalAddress());
            PortEvidence held = evidence.port().orElseThrow();
            assertTrue(held.test().opened(), held.test().message());
            assertTrue(held.test().removed());
            assertEquals(List.of(), router.mappings());
            assertEquals(List.of(), evidence.nextHops());
            assertTrue(
                    evidence.searching().answers().stream()
                            .anyMatch(each -> each.location().equals(router.descriptionUrl())));
            assertEquals(1, evidence.machine().interfaces().size());
        }
    }
}
