// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.finder.GatewayChoice;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.api.upnp.UpnpDevice;
import org.postern.itests.exam.InFelix;
import org.postern.itests.exam.Inside;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Strategies are services: added, replaced and taken away while everything runs. */
@InFelix
class StrategiesIT {

    @Test
    void theBuiltInOnesAreServices() throws Exception {
        Set<String> builtIn =
                Set.of(DiscoveryStrategy.IPV4, DiscoveryStrategy.IPV6, DiscoveryStrategy.UNICAST);

        Inside.eventually("the built-in ones", () -> strategyNames().equals(builtIn));
    }

    @Test
    void oneOfTheUserTakesPart() throws Exception {
        try (SimulatedRouter router = silentRouter()) {
            ServiceRegistration<?> mine = register(new GivenStrategy("mine", router), 0);
            try {
                assertFound(router);
            } finally {
                mine.unregister();
            }
        }
    }

    @Test
    void oneWithTheNameOfABuiltInAndAHigherRankingReplacesIt() throws Exception {
        try (SimulatedRouter answering = SimulatedRouter.start(RouterConfig.standard());
                SimulatedRouter silent = silentRouter()) {
            ServiceRegistration<?> mine =
                    register(new GivenStrategy(DiscoveryStrategy.IPV4, silent), 1000);
            try {
                Set<URI> replaced = discovered();
                assertTrue(replaced.contains(silent.descriptionUrl()), replaced::toString);
                assertFalse(replaced.contains(answering.descriptionUrl()), replaced::toString);
            } finally {
                mine.unregister();
            }

            assertFound(answering);
        }
    }

    @Test
    void oneWithTheNameOfABuiltInAndALowerRankingIsNotUsed() throws Exception {
        try (SimulatedRouter answering = SimulatedRouter.start(RouterConfig.standard());
                SimulatedRouter silent = silentRouter()) {
            ServiceRegistration<?> mine =
                    register(new GivenStrategy(DiscoveryStrategy.IPV4, silent), -1);
            try {
                Set<URI> builtIn = discovered();
                assertTrue(builtIn.contains(answering.descriptionUrl()), builtIn::toString);
                assertFalse(builtIn.contains(silent.descriptionUrl()), builtIn::toString);
            } finally {
                mine.unregister();
            }
        }
    }

    @Test
    void swappedWhileASearchRuns() throws Exception {
        try (SimulatedRouter first = silentRouter();
                SimulatedRouter second = silentRouter();
                Upnp upnp = Inside.fresh(Upnp.class)) {
            GivenStrategy leaving = new GivenStrategy("leaving", first);
            ServiceRegistration<?> registration = register(leaving, 0);
            upnp.discoverMulticastInterface("lo");
            Future<List<UpnpDevice>> search =
                    upnp.discoverAsync(Duration.ofSeconds(3), Upnp.DEFAULT_TTL, "");
            Inside.eventually("the search asks the strategy", () -> leaving.searches() == 1);
            registration.unregister();
            registration = register(new GivenStrategy("coming", second), 0);
            try {
                assertTrue(urls(search.get()).contains(first.descriptionUrl()));
                assertEquals(0, leaving.running());
                assertFound(second);
            } finally {
                registration.unregister();
            }
        }
    }

    @Test
    void aFixedUrlNeedsNoSearch() throws Exception {
        try (SimulatedRouter router = silentRouter()) {
            Configuration known =
                    Inside.configureAnother(
                            "org.postern.discovery.url",
                            Map.of("url", router.descriptionUrl().toString()));
            try {
                // The configuration takes effect on another thread, and later searches use it.
                Inside.eventually(
                        "the search finds it",
                        () -> discovered().contains(router.descriptionUrl()));
            } finally {
                known.delete();
            }
        }
    }

    @Test
    void anyNumberOfInterfacesCanBeAdded() throws Exception {
        Configuration one =
                Inside.configureAnother(
                        "org.postern.discovery.interface", Map.of("interfaceName", "lo"));
        Configuration other =
                Inside.configureAnother(
                        "org.postern.discovery.interface", Map.of("interfaceName", "none7"));
        try {
            Inside.eventually(
                    "two more strategies",
                    () -> strategyNames().containsAll(Set.of("interface-lo", "interface-none7")));
        } finally {
            one.delete();
            other.delete();
        }
        Inside.eventually("they are gone", () -> strategyNames().size() == 3);
    }

    /** Only who knows its URL finds it. */
    private static SimulatedRouter silentRouter() throws IOException {
        return SimulatedRouter.start(RouterConfig.standard().withSsdp(false));
    }

    private static ServiceRegistration<?> register(DiscoveryStrategy strategy, int ranking) {
        return Inside.context()
                .registerService(
                        DiscoveryStrategy.class,
                        strategy,
                        new Hashtable<>(Map.of(Constants.SERVICE_RANKING, ranking)));
    }

    private static Set<String> strategyNames() {
        try {
            return Inside.context().getServiceReferences(DiscoveryStrategy.class, null).stream()
                    // Null when it has gone since it was listed.
                    .map(reference -> Inside.context().getService(reference))
                    .filter(Objects::nonNull)
                    .map(DiscoveryStrategy::name)
                    .collect(Collectors.toSet());
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By its UDN, as other routers may be on loopback as well. */
    private static void assertFound(SimulatedRouter router)
            throws GatewayException, InterruptedException {
        GatewayQuery query =
                GatewayQuery.standard()
                        .withNetworkInterface("lo")
                        .withWanted(router.udn())
                        .withTimeout(Duration.ofSeconds(20));
        GatewayChoice found = Inside.service(GatewayFinder.class).find(query);
        assertEquals(
                Optional.of(router.descriptionUrl()),
                found.gateway().info().attribute(UpnpAttributes.DESCRIPTION_URL));
    }

    /** All gateways that a search on loopback lists. */
    private static Set<URI> discovered() throws InterruptedException {
        try (Upnp upnp = Inside.fresh(Upnp.class)) {
            upnp.discoverMulticastInterface("lo");
            return urls(upnp.discover(Duration.ofSeconds(3), 2, Upnp.DEFAULT_FILTER));
        } catch (GatewayException e) {
            assertEquals(Reason.NO_DEVICES, e.reason());
            return Set.of();
        }
    }

    private static Set<URI> urls(List<UpnpDevice> devices) {
        return devices.stream().map(UpnpDevice::descriptionUrl).collect(Collectors.toSet());
    }
}
