// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.api.control.Candidate;
import org.postern.api.control.CandidateListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PinholeRequest;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.Reason;
import org.postern.pcp.control.server.Dialect;
import org.postern.simulator.HeldMapping;
import org.postern.simulator.PxpQuirk;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.RouterProtocol;
import org.postern.simulator.SimulatedRouter;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The whole bundle against the simulated router, whose code it does not share. */
@Timeout(60)
class SimulatedServerTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void bothProtocolsMap_inOneTable_andOverIpv6PcpOpensTheFirewall() throws Exception {
        try (Router router = new Router()) {
            Gateway pcp = router.find(Dialect.PCP);
            Gateway natPmp = router.find(Dialect.NAT_PMP);
            pcp.map(MappingRequest.tcp(8080));
            natPmp.map(MappingRequest.udp(8080));
            Pinhole pinhole = router.pinholes().open(PinholeRequest.udp(9090)).pinhole();

            assertEquals(Set.of(Capability.OWN_LIST, Capability.PINHOLE), pcp.capabilities());
            assertEquals(Set.of(Capability.OWN_LIST), natPmp.capabilities());
            assertEquals(2, router.simulated.mappings().size());
            HeldMapping held = router.simulated.pinholes().get(0);
            assertEquals("UDP 9090", held.protocol() + " " + held.externalPort());

            assertEquals(pinhole, router.pinholes().renew(pinhole, HOUR));
            router.pinholes().close(pinhole);
            pcp.unmap(MappingRequest.tcp(8080).keys().get(0));
            natPmp.unmap(MappingRequest.udp(8080).keys().get(0));
            assertTrue(router.simulated.pinholes().isEmpty());
            assertTrue(router.simulated.mappings().isEmpty());
        }
    }

    /** Quirk P19. */
    @Test
    void whereIpv4IsRefused_theFirewallCanBeOpened() throws Exception {
        try (Router router = new Router(PxpQuirk.PCP_OVER_IPV6_ONLY)) {
            assertEquals(Set.of(Capability.PINHOLE), router.find(Dialect.PCP).capabilities());
            router.pinholes().open(PinholeRequest.tcp(9090));

            assertEquals(1, router.simulated.pinholes().size());
        }
    }

    /** Quirks P25, P26 and P27. */
    @ParameterizedTest
    @EnumSource(names = {"PINHOLE_STUCK", "PINHOLE_PORT_0", "PINHOLE_NO_RENEWAL"})
    void whatIsNotRenewedOrClosed_isSaid_andEndsWithItsLease(PxpQuirk quirk) throws Exception {
        try (Router router = new Router(quirk)) {
            Pinholes pinholes = router.pinholes();
            Pinhole held = pinholes.open(PinholeRequest.tcp(9090)).pinhole();
            if (quirk == PxpQuirk.PINHOLE_NO_RENEWAL) {
                assertFails(Reason.NO_RESOURCES, () -> pinholes.renew(held, HOUR));
            } else {
                assertEquals(held, pinholes.renew(held, HOUR));
            }
            if (quirk == PxpQuirk.PINHOLE_STUCK) {
                assertFails(Reason.NOT_AUTHORIZED, () -> pinholes.close(held));
            } else {
                pinholes.close(held);
            }
            assertEquals(router.simulated.pinholes().size(), pinholes.opened().size());
        }
    }

    /** Quirks P1, P16 and P17. */
    @ParameterizedTest
    @EnumSource(names = {"PCP_ONLY", "NATPMP_ONLY", "NATPMP_DROPS_V2"})
    void whoSpeaksOne_isNotFoundOverTheOther(PxpQuirk quirk) throws Exception {
        try (Router router = new Router(quirk)) {
            boolean pcp = quirk == PxpQuirk.PCP_ONLY;

            router.find(pcp ? Dialect.PCP : Dialect.NAT_PMP).map(MappingRequest.tcp(8080));
            assertEquals(1, router.simulated.mappings().size());
            Search other = router.search(pcp ? Dialect.NAT_PMP : Dialect.PCP);
            assertEquals(Reason.NO_DEVICES, other.end.get().orElseThrow().reason());
        }
    }

    private static void assertFails(Reason reason, Executable call) {
        assertEquals(reason, assertThrows(GatewayException.class, call).reason());
    }

    /** A simulated router at loopback addresses, and the engine that asks it. */
    private static final class Router implements AutoCloseable {
        private final SimulatedRouter simulated;
        private final InetSocketAddress address;
        private final PcpEngine engine;

        Router(PxpQuirk... quirks) throws Exception {
            InetAddress ipv6 = InetAddress.getByName("::1");
            assumeTrue(NetworkInterface.getByInetAddress(ipv6) != null, "No IPv6.");
            simulated =
                    SimulatedRouter.start(
                            RouterConfig.standard()
                                    .withSsdp(false)
                                    .withControl(RouterProtocol.PCP, RouterProtocol.NAT_PMP)
                                    .withPxpIpv6(true)
                                    .withPxpQuirks(quirks));
            address = simulated.pxpAddress().orElseThrow();
            engine =
                    new PcpEngine(
                            none -> List.of(),
                            List.of(simulated.pxpIpv6Address().orElseThrow()),
                            none -> null);
        }

        Gateway find(Dialect dialect) throws Exception {
            Search search = search(dialect);
            assertEquals(Optional.empty(), search.end.get());
            return search.last.gateway().orElseThrow();
        }

        Pinholes pinholes() throws Exception {
            return find(Dialect.PCP).pinholes().orElseThrow();
        }

        Search search(Dialect dialect) throws Exception {
            Search search = new Search();
            String wanted = address.getAddress().getHostAddress() + ":" + address.getPort();
            engine.search(
                    dialect,
                    GatewayQuery.standard().withWanted(wanted).withTimeout(Duration.ofSeconds(1)),
                    search);
            return search;
        }

        @Override
        public void close() {
            engine.close();
            simulated.close();
        }
    }

    private static final class Search implements CandidateListener {
        private final CompletableFuture<Optional<GatewayException>> end = new CompletableFuture<>();
        private volatile Candidate last;

        @Override
        public void found(Candidate candidate) {
            last = candidate;
        }

        @Override
        public void ended(Optional<GatewayException> failure) {
            end.complete(failure);
        }
    }
}
