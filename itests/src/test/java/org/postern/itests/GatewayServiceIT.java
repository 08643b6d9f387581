// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayState;
import org.postern.api.finder.GatewayWatcher;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayProperties;
import org.postern.api.gateway.Watch;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.itests.exam.InFelix;
import org.postern.itests.exam.Inside;
import org.postern.simulator.Quirk;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What {@code gateways} offers as services, and when it searches by itself. */
@InFelix
class GatewayServiceIT {

    private static final String GATEWAYS = "org.postern.gateways";
    private static final String IGD_CONTROL = "org.postern.igd.control";
    private static final String SETTING = "org.postern.gateways.searchAtActivation";

    private static boolean onLoopbackOnly;

    /**
     * A search at activation looks on all networks: here it must not leave this machine. Set once
     * and never taken back, as a configuration takes effect later, on another thread; the framework
     * ends with this class.
     */
    @BeforeAll
    static void searchOnLoopbackOnly() throws Exception {
        // Each test is a run of its own inside.
        if (onLoopbackOnly) {
            return;
        }
        Inside.configure(GATEWAYS + ".search", Map.of("networkInterface", "lo"));
        for (String strategy : List.of("ipv4", "ipv6", "unicast")) {
            Inside.configure("org.postern.discovery." + strategy, Map.of("enabled", false));
        }
        Inside.configureAnother("org.postern.discovery.interface", Map.of("interfaceName", "lo"));
        Inside.eventually("the real ones are off", () -> strategies("(enabled=false)") == 3);
        Inside.eventually("loopback is on", () -> strategies("(interfaceName=lo)") == 1);
        onLoopbackOnly = true;
    }

    @AfterEach
    void searchNoMore() throws BundleException {
        restartWith("false");
        Inside.bundle("org.postern.discovery").start();
        Inside.bundle(IGD_CONTROL).start();
    }

    @Test
    void upnpIsMadeForEachCaller() throws InterruptedException {
        ServiceReference<Upnp> reference = Inside.reference(Upnp.class, "(objectClass=*)");

        assertEquals(Constants.SCOPE_PROTOTYPE, reference.getProperty(Constants.SERVICE_SCOPE));
        try (Upnp one = Inside.fresh(Upnp.class);
                Upnp other = Inside.fresh(Upnp.class)) {
            assertNotSame(one, other);
        }
    }

    @Test
    void aSearchAtActivationPublishesTheGateway() throws Exception {
        try (SimulatedRouter router = router()) {
            restartWith("true");

            ServiceReference<Gateway> gateway = published(router);

            assertArrayEquals(
                    new String[] {"upnp"},
                    (String[]) gateway.getProperty(GatewayProperties.CONTROL_PROTOCOL));
            assertEquals("Hall", gateway.getProperty(GatewayProperties.NAME));
            assertEquals(router.udn(), gateway.getProperty(UpnpAttributes.UDN.name()));
            assertEquals("127.0.0.1", gateway.getProperty(GatewayProperties.ADDRESS));
            assertEquals("127.0.0.1", gateway.getProperty(GatewayProperties.LOCAL_ADDRESS));
            assertEquals(
                    "urn:schemas-upnp-org:service:WANIPConnection:1",
                    gateway.getProperty(UpnpAttributes.SERVICE_TYPE.name()));
            assertEquals(
                    "203.0.113.7",
                    Inside.context().getService(gateway).externalAddress().getHostAddress());
        }
    }

    @Test
    void aStrategyThatComesLater_isStillAsked() throws Exception {
        try (SimulatedRouter router = router()) {
            Inside.bundle("org.postern.discovery").stop();
            restartWith("true");
            Inside.bundle("org.postern.discovery").start();

            published(router);
        }
    }

    @Test
    void stoppingTheBundleTakesTheGatewayBack() throws Exception {
        try (SimulatedRouter router = router()) {
            restartWith("true");
            published(router);

            Inside.bundle(GATEWAYS).stop();

            assertNull(Inside.context().getServiceReference(Gateway.class));
        }
    }

    @Test
    void newExternalAddress_changesTheProperty() throws Exception {
        try (SimulatedRouter router = router()) {
            restartWith("true");
            ServiceReference<Gateway> gateway = published(router);
            assertEquals("203.0.113.7", gateway.getProperty(GatewayProperties.EXTERNAL_ADDRESS));
            Inside.eventually("it is subscribed to", () -> router.subscribers() == 1);

            router.changeConnection("Connected", "198.51.100.9");
            becomes(gateway, "198.51.100.9");

            router.changeConnection("Disconnected", "0.0.0.0");
            becomes(gateway, null);

            router.changeConnection("Connected", "203.0.113.8");
            becomes(gateway, "203.0.113.8");
            assertEquals("Hall", gateway.getProperty(GatewayProperties.NAME));
        }
    }

    @Test
    void aRouterThatLosesItsMappings_raisesTheRevision() throws Exception {
        try (SimulatedRouter router = router()) {
            restartWith("true");
            ServiceReference<Gateway> gateway = published(router);
            assertEquals(0L, gateway.getProperty(GatewayProperties.REVISION));
            Inside.eventually("it is subscribed to", () -> router.subscribers() == 1);

            router.changeConnection("Disconnected", "0.0.0.0");
            becomes(gateway, null);
            router.changeConnection("Connected", "203.0.113.7");

            Inside.eventually(
                    "the revision rises",
                    () -> (Long) gateway.getProperty(GatewayProperties.REVISION) > 0);
        }
    }

    @Test
    void aRouterThatRestartsOnAnotherPort_isAnotherService() throws Exception {
        try (SimulatedRouter router = router()) {
            restartWith("true");
            ServiceReference<Gateway> before = published(router);

            router.reboot(same -> same.withHttpPort(0));

            published(router);
            Inside.eventually("the old one goes", () -> before.getBundle() == null);
        }
    }

    @Test
    void aWatch_isThereForEverybody() throws Exception {
        try (SimulatedRouter router = router()) {
            restartWith("false");
            BlockingQueue<String> found = new LinkedBlockingQueue<>();

            Watch watch =
                    Inside.service(GatewayWatcher.class)
                            .watch(
                                    GatewayQuery.standard()
                                            .withNetworkInterface("lo")
                                            .withWanted(router.udn()),
                                    GatewayWatcher.DEFAULT_POLL,
                                    listener(found));
            try {
                assertEquals(router.descriptionUrl().toString(), found.poll(30, TimeUnit.SECONDS));
            } finally {
                watch.close();
            }
        }
    }

    private static GatewayListener listener(BlockingQueue<String> found) {
        return new GatewayListener() {
            @Override
            public void added(Gateway gateway, GatewayState state) {
                found.add(gateway.info().id());
            }

            @Override
            public void changed(Gateway gateway, GatewayState state) {}

            @Override
            public void removed(Gateway gateway, String reason) {}
        };
    }

    @Test
    void stoppingTheBundle_endsTheSubscription() throws Exception {
        try (SimulatedRouter router = router()) {
            Set<Thread> routers = OwnThreads.alive();
            restartWith("true");
            ServiceReference<Gateway> gateway = published(router);
            Inside.eventually("it is subscribed to", () -> router.subscribers() == 1);
            // The answer to the subscription has come as soon as an event is understood.
            router.changeConnection("Connected", "198.51.100.9");
            becomes(gateway, "198.51.100.9");

            Inside.bundle(IGD_CONTROL).stop();

            assertEquals(0, router.subscribers(), "told before the bundle has stopped");
            Inside.eventually(
                    "no thread of events",
                    () ->
                            OwnThreads.besides(routers).stream()
                                    .noneMatch(each -> each.getName().equals("postern-events")));
        }
    }

    @Test
    void refusedSubscription_theGatewayIsThereAllTheSame() throws Exception {
        try (SimulatedRouter router =
                SimulatedRouter.start(
                        RouterConfig.standard()
                                .withFriendlyName("Hall")
                                .withQuirks(Quirk.SUBSCRIBE_501))) {
            restartWith("true");

            ServiceReference<Gateway> gateway = published(router);

            assertEquals("203.0.113.7", gateway.getProperty(GatewayProperties.EXTERNAL_ADDRESS));
            assertEquals(
                    "203.0.113.7",
                    Inside.context().getService(gateway).externalAddress().getHostAddress());
        }
    }

    @Test
    void idle_sixThreadsHoweverManyGateways() throws Exception {
        try (SimulatedRouter router = router()) {
            restartWith("true");
            published(router);
            Inside.eventually("it is subscribed to", () -> router.subscribers() == 1);

            Inside.eventually("at most six threads of ours", () -> ours() <= 6);
        }
    }

    /** Without those of the simulator, some of which start with the first request, and others'. */
    private static long ours() {
        return OwnThreads.alive().stream()
                .filter(each -> !each.getName().startsWith("postern-sim-"))
                .filter(each -> !each.getName().startsWith("postern-keeper"))
                .count();
    }

    @Test
    void withoutTheSettingNothingIsSearched() throws Exception {
        try (SimulatedRouter router = router()) {
            GivenStrategy asked = new GivenStrategy("asked", router);
            ServiceRegistration<DiscoveryStrategy> registration =
                    Inside.context().registerService(DiscoveryStrategy.class, asked, null);
            try {
                restartWith("false");
                Inside.service(GatewayFinder.class)
                        .find(
                                GatewayQuery.standard()
                                        .withNetworkInterface("lo")
                                        .withWanted(router.udn())
                                        .withTimeout(Duration.ofSeconds(20)));

                assertEquals(1, asked.searches(), "only the search that was asked for");
                assertNull(Inside.context().getServiceReference(Gateway.class));
            } finally {
                registration.unregister();
            }
        }
    }

    private static SimulatedRouter router() throws IOException {
        return SimulatedRouter.start(RouterConfig.standard().withFriendlyName("Hall"));
    }

    /** The service of this router; others may be on loopback as well. */
    private static ServiceReference<Gateway> published(SimulatedRouter router)
            throws InterruptedException {
        return Inside.reference(
                Gateway.class,
                "(" + UpnpAttributes.DESCRIPTION_URL.name() + "=" + router.descriptionUrl() + ")");
    }

    private static void becomes(ServiceReference<Gateway> gateway, @Nullable String address)
            throws Exception {
        Inside.eventually(
                "the external address becomes " + address,
                () ->
                        Objects.equals(
                                address, gateway.getProperty(GatewayProperties.EXTERNAL_ADDRESS)));
    }

    private static int strategies(String filter) {
        try {
            return Inside.context().getServiceReferences(DiscoveryStrategy.class, filter).size();
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(filter, e);
        }
    }

    private static void restartWith(String setting) throws BundleException {
        Inside.bundle(GATEWAYS).stop();
        System.setProperty(SETTING, setting);
        Inside.bundle(GATEWAYS).start();
    }
}
