// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayProperties;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.itests.exam.InFelix;
import org.postern.itests.exam.Inside;
import org.postern.simulator.HeldMapping;
import org.postern.simulator.SimulatedRouter;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A control protocol that no bundle knows: it is used as soon as its bundle is there, and given up
 * when that stops. It can neither list mappings nor look them up, and keeps no descriptions.
 */
@InFelix
class MadeUpProtocolIT {
    private static final Set<Capability> NONE = EnumSet.noneOf(Capability.class);

    private static final Set<String> BOTH = Set.of("tin", "upnp");

    private static boolean onGivenUrlsOnly;

    private final TypedCommands commands = new TypedCommands();
    private Bundle tin;

    /**
     * UPnP is searched for at given URLs alone: other routers may be on loopback as well. Set once
     * and never taken back; the framework ends with this class.
     */
    @BeforeEach
    void search() throws Exception {
        if (!onGivenUrlsOnly) {
            System.setProperty("org.postern.gateways.searchAtActivation", "true");
            gateways().stop();
            Inside.configure(
                    "org.postern.gateways.search",
                    Map.of("networkInterface", "lo", "timeoutMillis", 1000));
            for (String each : List.of("ipv4", "ipv6", "unicast", "announcements")) {
                Inside.configure("org.postern.discovery." + each, Map.of("enabled", false));
            }
            Inside.eventually("they are off", () -> strategies("(enabled=false)") == 3);
            onGivenUrlsOnly = true;
        }
        tin = Inside.bundle("org.postern.testkit");
        gateways().start();
    }

    /** Nobody says that the simulated router has gone. */
    @AfterEach
    void searchNoMore() throws Exception {
        gateways().stop();
        tin.stop();
        tinRouter("restart");
    }

    @Test
    void alone_itsRouterIsTheGateway_untilItsBundleStops() throws Exception {
        tin.start();

        Inside.eventually("published", () -> protocols().equals(List.of(List.of("tin"))));
        assertEquals("Tin", published().get(0).getProperty(GatewayProperties.NAME));
        assertEquals(NONE, gateway().capabilities());

        tin.stop();

        Inside.eventually("withdrawn", () -> published().isEmpty());
    }

    @Test
    void alone_theCommandsMapAndUnmap() throws Exception {
        tin.start();

        String table =
                commands.run("upnp:map 18151 --protocol TCP --description Door --interface lo");

        assertTrue(table.contains("18151"), commands::shown);
        assertEquals(List.of("TCP port 18151"), open());
        commands.run("upnp:unmap 18151 --protocol TCP --interface lo");
        assertEquals(List.of(), open(), commands::shown);
    }

    @Test
    void alone_bothTransportProtocolsAreOneRequest() throws Exception {
        tin.start();

        commands.run("upnp:map 18152 --protocol BOTH --interface lo");

        assertEquals(List.of("TCP port 18152", "UDP port 18152"), open(), commands::shown);
        commands.run("upnp:unmap 18152 --protocol BOTH --interface lo");
        assertEquals(List.of(), open(), commands::shown);
    }

    @Test
    void alone_whatItCannotDoIsSaid() throws Exception {
        tin.start();
        Inside.eventually("published", () -> published().size() == 1);

        List<String> plain = gateway().map(MappingRequest.tcp(18158)).notes();
        List<String> notes = gateway().map(MappingRequest.tcp(18157).description("Door")).notes();

        assertEquals(plain.size() + 1, notes.size(), notes::toString);
        assertEquals(
                Reason.UNSUPPORTED,
                assertThrows(GatewayException.class, () -> gateway().mappings()).reason());
    }

    @Test
    void alone_theCommandsKeepShowAndRelease() throws Exception {
        tin.start();
        Inside.eventually("published", () -> published().size() == 1);

        commands.run("upnp:keep 18153 --protocol TCP");

        assertEquals(List.of("TCP port 18153"), open(), commands::shown);
        String row = commands.run("upnp:kept --json");
        for (String fact :
                List.of(
                        "\"requestedPort\":18153",
                        "\"state\":\"OPEN\"",
                        "\"externalAddress\":\"203.0.113.7\"",
                        "\"gateway\":\"tin:127.0.0.1\"")) {
            assertTrue(row.contains(fact), commands::shown);
        }
        commands.run("upnp:release 18153 --protocol TCP");
        assertEquals(List.of(), open(), commands::shown);
    }

    @Test
    void besideUpnp_itIsTheSameGateway_andUpnpStaysWhenItGoes() throws Exception {
        try (SimulatedRouter router = SimulatedRouter.start(LoopbackInterface.router())) {
            Configuration url = searchAt(router);
            Inside.eventually("upnp", () -> protocols().equals(List.of(List.of("upnp"))));
            ServiceReference<Gateway> before = published().get(0);
            Set<Capability> alone = gateway().capabilities();

            tin.start();

            Inside.eventually("both", () -> protocols().equals(List.of(List.of("upnp", "tin"))));
            assertSame(before, published().get(0));
            assertEquals(router.udn(), published().get(0).getProperty(UpnpAttributes.UDN.name()));

            tin.stop();

            Inside.eventually("upnp", () -> protocols().equals(List.of(List.of("upnp"))));
            assertSame(before, published().get(0));
            assertEquals(alone, gateway().capabilities());
            url.delete();
        }
    }

    @Test
    void besideUpnp_eachDoesWhatItCan() throws Exception {
        tin.start();
        Inside.eventually("tin", () -> protocols().equals(List.of(List.of("tin"))));
        ServiceReference<Gateway> before = published().get(0);
        try (SimulatedRouter router = SimulatedRouter.start(LoopbackInterface.router())) {
            Configuration url = searchAt(router);
            Inside.eventually("both", () -> protocols().equals(List.of(List.of("tin", "upnp"))));
            assertSame(before, published().get(0));
            assertTrue(
                    gateway()
                            .capabilities()
                            .containsAll(EnumSet.of(Capability.LIST, Capability.DESCRIPTION)));

            gateway().map(MappingRequest.tcp(18154));
            gateway().map(MappingRequest.tcp(18155).description("Window"));

            assertEquals(List.of("TCP port 18154"), open(), "the first to answer");
            assertEquals(List.of("18155 Window"), held(router), "keeps descriptions");
            assertEquals(1, gateway().mappings().size(), "lists mappings");
            gateway().unmap(PortKey.tcp(18154));
            gateway().unmap(PortKey.tcp(18155));
            assertEquals(List.of(), open());
            assertEquals(List.of(), held(router));
            url.delete();
        }
    }

    @Test
    void besideUpnp_theKeeperKeepsOverTheFirst() throws Exception {
        tin.start();
        Inside.eventually("tin", () -> protocols().equals(List.of(List.of("tin"))));
        try (SimulatedRouter router = SimulatedRouter.start(LoopbackInterface.router())) {
            Configuration url = searchAt(router);
            Inside.eventually("both", () -> protocols().equals(List.of(List.of("tin", "upnp"))));

            commands.run("upnp:keep 18156 --protocol TCP");

            assertEquals(List.of("TCP port 18156"), open(), commands::shown);
            assertEquals(List.of(), held(router));
            commands.run("upnp:release 18156 --protocol TCP");
            assertEquals(List.of(), open(), commands::shown);
            url.delete();
        }
    }

    @Test
    void aSearchOnDemandFindsBothAsOne() throws Exception {
        tin.start();
        try (SimulatedRouter router = SimulatedRouter.start(LoopbackInterface.router())) {
            Configuration url = searchAt(router);
            // A strategy is seen by others a moment before the engine has it.
            Inside.eventually(
                    "both search",
                    () -> protocols().stream().map(Set::copyOf).toList().equals(List.of(BOTH)));

            Gateway found =
                    Inside.service(GatewayFinder.class)
                            .find(GatewayQuery.standard().withNetworkInterface("lo"))
                            .gateway();

            Inside.eventually(
                    "upnp joins", () -> Set.copyOf(found.info().controlProtocols()).equals(BOTH));
            url.delete();
        }
    }

    /** What the tin router holds. The test's bundle is older than the protocol's, which it lacks. */
    private List<?> open() throws Exception {
        return (List<?>) tinRouter("open");
    }

    private Object tinRouter(String method) throws Exception {
        return tin.loadClass("org.postern.testkit.tin.TinRouter").getMethod(method).invoke(null);
    }

    private static List<String> held(SimulatedRouter router) {
        List<String> held = new ArrayList<>();
        for (HeldMapping each : router.mappings()) {
            held.add(each.externalPort() + " " + each.description());
        }
        return held;
    }

    private static Configuration searchAt(SimulatedRouter router) throws Exception {
        String url = router.descriptionUrl().toString();
        Configuration made =
                Inside.configureAnother("org.postern.discovery.url", Map.of("url", url));
        Inside.eventually("it is searched at", () -> strategies("(url=" + url + ")") == 1);
        return made;
    }

    private static Gateway gateway() throws InvalidSyntaxException {
        return Inside.context().getService(published().get(0));
    }

    private static List<ServiceReference<Gateway>> published() throws InvalidSyntaxException {
        return List.copyOf(Inside.context().getServiceReferences(Gateway.class, null));
    }

    /** Of each gateway that is published. */
    private static List<List<String>> protocols() throws InvalidSyntaxException {
        return published().stream()
                .map(each -> each.getProperty(GatewayProperties.CONTROL_PROTOCOL))
                .map(names -> List.of((String[]) names))
                .toList();
    }

    private static int strategies(String filter) throws InvalidSyntaxException {
        return Inside.context().getServiceReferences(DiscoveryStrategy.class, filter).size();
    }

    private static Bundle gateways() {
        return Inside.bundle("org.postern.gateways");
    }
}
