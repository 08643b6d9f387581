// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.api.upnp.UpnpResult;
import org.postern.igd.control.search.ElectedGateway;
import org.postern.igd.control.search.TestEngines;
import org.postern.igd.control.search.UpnpEngine;
import org.postern.simulator.Quirk;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What a gateway does for its user, against a simulated router on loopback. */
@Timeout(60)
class UpnpGatewayTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final UpnpEngine engine = TestEngines.with(List::of);
    private SimulatedRouter router;

    @AfterEach
    void close() {
        engine.close();
        router.close();
    }

    @Test
    void map_tellsWhatTheRouterHolds() throws Exception {
        Gateway gateway = gateway(RouterConfig.standard());
        MappingResult result = gateway.map(request(40001, 40002, HOUR));
        PortMapping held = result.mapping();
        assertEquals(List.of(), result.notes());
        assertEquals(Protocol.TCP, held.protocol());
        assertEquals(40001, held.externalPort());
        assertEquals(40002, held.internalPort());
        assertEquals("127.0.0.1", held.internalClient().getHostAddress());
        assertEquals("a <game> & more", held.description());
        assertTrue(held.enabled());
        assertEquals("a <game> & more", router.mappings().get(0).description());
        assertEquals(List.of(held), withoutLeases(gateway.mappings(), held.lease()));
        assertTrue(gateway.find(new PortKey(Protocol.TCP, 40001)).isPresent());
        assertTrue(gateway.find(new PortKey(Protocol.UDP, 40001)).isEmpty());
    }

    @Test
    void map_samePortInsideWhenNoneIsGiven() throws Exception {
        assertEquals(
                40003,
                gateway(RouterConfig.standard())
                        .map(request(40003, 0, Duration.ZERO))
                        .mapping()
                        .internalPort());
    }

    @Test
    void map_ofIgd2_notesTheWeekThatForeverBecame() throws Exception {
        Gateway gateway = gateway(RouterConfig.standard().withIgdVersion(2));
        MappingResult result = gateway.map(request(40004, 0, Duration.ZERO));
        assertTrue(result.mapping().lease().compareTo(Duration.ofDays(6)) > 0);
        assertEquals(1, result.notes().size());
    }

    @Test
    void map_again_overwrites() throws Exception {
        Gateway gateway = gateway(RouterConfig.standard());
        gateway.map(request(40005, 0, HOUR));
        assertEquals(40006, gateway.map(request(40005, 40006, HOUR)).mapping().internalPort());
        assertEquals(1, router.mappings().size());
    }

    @Test
    void map_onALeaseThatIsRefused_opensThePortForever_andSaysSo() throws Exception {
        Gateway gateway = gateway(RouterConfig.standard().withQuirks(Quirk.LEASE_725));
        MappingResult result = gateway.map(request(40007, 0, HOUR));
        assertEquals(Duration.ZERO, result.mapping().lease());
        assertEquals(2, result.notes().size());
    }

    /** Quirk A27. */
    @Test
    void find_ofAMappingThatIsListedOnly_findsIt() throws Exception {
        Gateway gateway = gateway(RouterConfig.standard().withQuirks(Quirk.HIDDEN_714));
        gateway.map(request(40008, 0, HOUR));
        assertEquals(
                40008, gateway.find(new PortKey(Protocol.TCP, 40008)).orElseThrow().internalPort());
        assertTrue(gateway.find(new PortKey(Protocol.TCP, 40009)).isEmpty());
    }

    @Test
    void map_onATakenPort_failsOrTakesTheNextFreeOne() throws Exception {
        Gateway gateway = gateway(RouterConfig.standard().withQuirks(Quirk.CONFLICT_718));
        GatewayException failure =
                assertThrows(GatewayException.class, () -> gateway.map(request(49995, 0, HOUR)));
        assertEquals(UpnpResult.CONFLICT_WITH_OTHER_MAPPING, UpnpResult.of(failure));
        MappingRequest any =
                new MappingRequest(
                        Set.of(Protocol.TCP), 49995, 40010, "a <game> & more", HOUR, true);
        MappingResult result = gateway.map(any);
        assertEquals(50000, result.mapping().externalPort());
        assertEquals(40010, result.mapping().internalPort());
        assertFalse(result.notes().isEmpty());
        MappingRequest far = new MappingRequest(Set.of(Protocol.TCP), 2000, 0, "", HOUR, true);
        PortMapping held = gateway.map(far).mapping();
        assertTrue(held.externalPort() >= 50000);
        assertEquals(2000, held.internalPort());
    }

    @Test
    void map_anyPort_leavesWhatStandsOnTheSubstitutes() throws Exception {
        Gateway gateway = gateway(RouterConfig.standard().withQuirks(Quirk.CONFLICT_718));
        gateway.map(new MappingRequest(Set.of(Protocol.TCP), 50000, 5555, "other", HOUR, false));
        MappingRequest any = new MappingRequest(Set.of(Protocol.TCP), 49999, 0, "", HOUR, true);
        assertEquals(50001, gateway.map(any).mapping().externalPort());
        assertEquals(
                "other",
                gateway.find(new PortKey(Protocol.TCP, 50000)).orElseThrow().description());
    }

    @Test
    void map_outOfRange_sendsNothing() throws Exception {
        Gateway gateway = gateway(RouterConfig.standard());
        int before = router.requests().size();
        for (MappingRequest bad :
                List.of(
                        request(0, 1, HOUR),
                        request(65536, 1, HOUR),
                        request(1, -1, HOUR),
                        request(1, 65536, HOUR))) {
            assertEquals(
                    UpnpResult.INVALID_PORT,
                    UpnpResult.of(assertThrows(GatewayException.class, () -> gateway.map(bad))));
        }
        for (long seconds : List.of(-1L, 604801L)) {
            MappingRequest bad = request(1, 1, Duration.ofSeconds(seconds));
            assertEquals(
                    UpnpResult.INVALID_DURATION,
                    UpnpResult.of(assertThrows(GatewayException.class, () -> gateway.map(bad))));
        }
        assertThrows(GatewayException.class, () -> gateway.unmap(new PortKey(Protocol.TCP, 0)));
        assertEquals(before, router.requests().size());
    }

    @Test
    void unmap_closesThePort_andSaysWhenThereIsNone() throws Exception {
        Gateway gateway = gateway(RouterConfig.standard());
        gateway.map(request(40011, 0, HOUR));
        gateway.unmap(new PortKey(Protocol.TCP, 40011));
        assertEquals(List.of(), router.mappings());
        GatewayException failure =
                assertThrows(
                        GatewayException.class,
                        () -> gateway.unmap(new PortKey(Protocol.TCP, 40011)));
        assertEquals(UpnpResult.PORT_MAPPING_NOT_FOUND, UpnpResult.of(failure));
        assertEquals(714, failure.code().orElseThrow().value());
    }

    @Test
    void factsOfTheConnectionAreRead() throws Exception {
        Gateway gateway = gateway(RouterConfig.standard().withFriendlyName("Box \u202e\u001b[31m"));
        assertEquals("203.0.113.7", gateway.externalAddress().getHostAddress());
        assertTrue(gateway.status().connected());
        assertEquals("IP_Routed", gateway.status().connectionType());
        assertTrue(gateway.status().uptime().isPresent());
        assertFalse(gateway.link().orElseThrow().accessType().isEmpty());
        assertTrue(gateway.traffic().orElseThrow().bytesSent().isPresent());
        assertEquals("Box [31m", gateway.info().name());
        assertEquals("127.0.0.1", gateway.info().localAddress().getHostAddress());
        assertEquals(router.udn(), gateway.info().attribute(UpnpAttributes.UDN).orElseThrow());
    }

    @Test
    void aRouterThatStops_isToldByName() throws Exception {
        Gateway gateway = gateway(RouterConfig.standard());
        router.close();
        GatewayException failure = assertThrows(GatewayException.class, gateway::externalAddress);
        assertEquals(UpnpResult.SOCKET_ERROR, UpnpResult.of(failure));
        assertTrue(failure.getMessage().contains(gateway.info().name()), failure.getMessage());
    }

    private Gateway gateway(RouterConfig config) throws Exception {
        router = start(config.withSsdp(false));
        GatewayQuery query = GatewayQuery.standard().withWanted(router.descriptionUrl().toString());
        return ElectedGateway.by(engine, query).gateway();
    }

    private static SimulatedRouter start(RouterConfig config) throws IOException {
        return SimulatedRouter.start(config);
    }

    private static MappingRequest request(int external, int internal, Duration lease) {
        return new MappingRequest(
                Set.of(Protocol.TCP), external, internal, "a <game> & more", lease, false);
    }

    /** The time left may have gone down by a second between two readings. */
    private static List<PortMapping> withoutLeases(List<PortMapping> held, Duration lease) {
        return held.stream()
                .map(
                        each ->
                                new PortMapping(
                                        each.protocol(),
                                        each.externalPort(),
                                        each.internalClient(),
                                        each.internalPort(),
                                        each.description(),
                                        each.enabled(),
                                        lease,
                                        each.remoteHost()))
                .toList();
    }
}
