// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.api.upnp.UpnpDevice;
import org.postern.igd.control.search.ElectedGateway;
import org.postern.simulator.Quirk;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The quirks of HTTP and description, each against a router that has it. A quirk that is added to
 * the simulator is tested here without further ado.
 */
@Timeout(60)
class DescriptionQuirksTest {
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final int PORT = 40_110;

    /** With these nothing can be done but to say what is wrong. */
    private static final Set<Quirk> HOPELESS =
            Set.of(Quirk.NO_GATEWAY, Quirk.DISCONNECTED, Quirk.FOREIGN_CONTROL, Quirk.LOGIN_PAGE);

    private final List<SimulatedRouter> routers = new ArrayList<>();
    private final Upnp upnp = Upnp.create();

    @AfterEach
    void close() {
        upnp.close();
        routers.forEach(SimulatedRouter::close);
    }

    static Stream<Quirk> quirks() {
        return Quirk.all().stream()
                .filter(quirk -> quirk.numbers().contains("D"))
                .filter(quirk -> !HOPELESS.contains(quirk));
    }

    @ParameterizedTest
    @MethodSource("quirks")
    void router_isDescribedAndMapsPorts(Quirk quirk) throws Exception {
        SimulatedRouter router = router(quirk);
        UpnpDevice device = upnp.describe(router.descriptionUrl());
        assertTrue(device.validGateway(), device.statusReason());
        assertEquals("203.0.113.7", device.externalAddress().getHostAddress());
        PortMapping held = device.addPortMapping(PORT, 40_111, "a test", Protocol.TCP, LEASE);
        assertEquals(40_111, held.internalPort());
        assertEquals(
                List.of("a test"), router.mappings().stream().map(m -> m.description()).toList());
        device.deletePortMapping(PORT, Protocol.TCP);
        assertEquals(List.of(), router.mappings());
    }

    /** A quirk may change how things are written, but not what they are. */
    @ParameterizedTest
    @MethodSource("quirks")
    void names_areReadInSpiteOfIt(Quirk quirk) throws Exception {
        SimulatedRouter router = router(quirk);
        UpnpDevice device = upnp.describe(router.descriptionUrl());
        boolean empty = quirk.optionName().equals("empty-names");
        assertTrue(device.friendlyName().startsWith(empty ? "" : "Simulated router"));
        assertEquals(empty ? "" : router.udn(), device.description().orElseThrow().udn());
    }

    @Test
    void deadOrForeignBase_yieldsToTheLocation() throws Exception {
        for (Quirk quirk : List.of(Quirk.DEAD_BASE, Quirk.FOREIGN_BASE)) {
            SimulatedRouter router = router(quirk);
            UpnpDevice device = upnp.describe(router.descriptionUrl());
            assertEquals(
                    router.descriptionUrl().resolve("/ctl/WANIPConn1"),
                    device.controlUrl().orElseThrow());
        }
    }

    @Test
    void foreignControlUrl_isNeverAskedAndSaidSo() throws Exception {
        SimulatedRouter router = router(Quirk.FOREIGN_CONTROL);
        UpnpDevice device = upnp.describe(router.descriptionUrl());
        assertFalse(device.validGateway());
        assertEquals(IgdStatus.INVALID_CONTROL, device.igdStatus());
        assertEquals(List.of("GET /rootDesc.xml"), router.requests());
    }

    @Test
    void loginPage_isNamedAsWhatItIs() throws Exception {
        UpnpDevice device = upnp.describe(router(Quirk.LOGIN_PAGE).descriptionUrl());
        assertFalse(device.validGateway());
        assertEquals(IgdStatus.HTTP_EMPTY, device.igdStatus());
    }

    @ParameterizedTest
    @CsvSource({
        "dead-ppp-first, /ctl/WANIPConn1, WANIPConnection:1",
        "dead-ip-first, /ctl/WANIPConn1, WANPPPConnection:1",
        "many-wan-devices, /ctl/WANIPConn1, WANIPConnection:1",
        "two-sessions, /ctl/WANIPConn1, WANPPPConnection:1",
        "ppp-version-2, /ctl/WANIPConn1, WANPPPConnection:2",
        "others-first, /ctl/WANIPConn1, WANIPConnection:1",
        "query-control, /control?WANIPConn1, WANIPConnection:1",
        "bare-query, /rootDesc.xml?control=WANIPConn1, WANIPConnection:1",
        "root-relative, /soap/WANIPConn1, WANIPConnection:1",
        "colon-paths, /uuid:0014-bf09/WANIPConn1:1, WANIPConnection:1",
    })
    void theLivingServiceIsChosen(String quirk, String control, String type) throws Exception {
        SimulatedRouter router = router(Quirk.named(quirk).orElseThrow());
        UpnpDevice device = upnp.describe(router.descriptionUrl());
        assertEquals(
                URI.create("http://127.0.0.1:" + router.descriptionUrl().getPort() + control),
                device.controlUrl().orElseThrow());
        assertEquals("urn:schemas-upnp-org:service:" + type, device.serviceType().orElseThrow());
        assertEquals(IgdStatus.OK, device.igdStatus());
    }

    @Test
    void oldServices_areALastResortThatSaysSo() throws Exception {
        UpnpDevice device = upnp.describe(router(Quirk.DSL_FORUM).descriptionUrl());
        assertEquals(IgdStatus.UNKNOWN_DEVICE, device.igdStatus());
        assertEquals(
                "urn:dslforum-org:service:WANIPConnection:1", device.serviceType().orElseThrow());
    }

    /** One has no WAN service, one is disconnected, and both come from the router's address. */
    @ParameterizedTest
    @CsvSource({"no-gateway", "disconnected", "login-page", "dsl-forum"})
    void nextLocationIsTried(String quirk) throws Exception {
        RouterConfig beside = RouterConfig.standard().withNetworkInterface("127.77.3.9");
        router(beside.withQuirks(Quirk.named(quirk).orElseThrow()));
        SimulatedRouter good = router(beside.withResponseDelay(Duration.ofMillis(200)));
        GatewayQuery query =
                GatewayQuery.standard()
                        .withNetworkInterface("lo")
                        .withTimeout(Duration.ofSeconds(3))
                        .withWanted("127.77.3.9");
        try (PlainWiring parts = new PlainWiring()) {
            GatewayInfo found = ElectedGateway.by(parts.engine(), query).gateway().info();
            assertEquals(Optional.of(good.udn()), found.attribute(UpnpAttributes.UDN));
        }
    }

    @Test
    void eachRequestHasItsOwnConnection() throws Exception {
        SimulatedRouter router = router(Quirk.ONE_REQUEST);
        UpnpDevice device = upnp.describe(router.descriptionUrl());
        for (int i = 0; i < 3; i++) {
            assertEquals("203.0.113.7", device.externalAddress().getHostAddress());
        }
    }

    @Test
    void igd2_isSeenAsWhatItIs() throws Exception {
        SimulatedRouter router =
                router(
                        RouterConfig.standard()
                                .withSsdp(false)
                                .withIgdVersion(2)
                                .withQuirks(Quirk.FAKED_IGD1));
        UpnpDevice device = upnp.describe(router.descriptionUrl());
        assertEquals(
                "urn:schemas-upnp-org:service:WANIPConnection:2",
                device.serviceType().orElseThrow());
    }

    @Test
    void emptyDocument_isAskedForOnceMore() throws Exception {
        SimulatedRouter router = router(Quirk.EMPTY_FIRST);
        upnp.inspect(router.descriptionUrl());
        assertEquals(List.of("GET /rootDesc.xml", "GET /rootDesc.xml"), router.requests());
    }

    /** The URL of the description outlives a restart of the router, those in it do not. */
    @Test
    void pathsThatChangeAtARestart_areReadAnew() throws Exception {
        RouterConfig config = RouterConfig.standard().withSsdp(false).withQuirks(Quirk.NEW_PATHS);
        SimulatedRouter before = router(config);
        URI url = before.descriptionUrl();
        UpnpDevice stale = upnp.describe(url);
        before.close();
        router(config.withHttpPort(url.getPort()));
        assertThrows(GatewayException.class, stale::externalAddress);
        assertEquals("203.0.113.7", upnp.describe(url).externalAddress().getHostAddress());
    }

    @Test
    void serviceDescriptions_areNeverAskedFor() throws Exception {
        SimulatedRouter router = router(Quirk.NO_SCPD);
        upnp.describe(router.descriptionUrl()).addPortMapping(PORT);
        assertFalse(router.requests().contains("GET /WANIPConn1.xml"), "" + router.requests());
    }

    private SimulatedRouter router(Quirk... quirks) throws IOException {
        return router(RouterConfig.standard().withSsdp(false).withQuirks(quirks));
    }

    private SimulatedRouter router(RouterConfig config) throws IOException {
        SimulatedRouter router = SimulatedRouter.start(config);
        routers.add(router);
        return router;
    }
}
