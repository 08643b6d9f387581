// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.upnp.Upnp;
import org.postern.itests.exam.InFelix;
import org.postern.itests.exam.Inside;
import org.postern.simulator.SimulatedRouter;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;

/** A bundle that stops leaves nothing behind, and starts again as if nothing had been. */
@InFelix
class StoppingIT {

    private static final String SEARCHING = "org.postern.igd.control";
    private static final String KEEPER = "org.postern.port.keeper";
    private static final String PCP = "org.postern.pcp.control";
    private static final List<String> PROVIDERS =
            List.of(
                    "org.postern.discovery",
                    SEARCHING,
                    PCP,
                    "org.postern.gateways",
                    KEEPER,
                    "org.postern.shell.commands",
                    "org.postern.jmx",
                    "org.postern.web.console",
                    "org.postern.simulator");

    @Test
    void allBundlesStoppedAfterWork_noThreadAndNoSocketIsLeft() throws Exception {
        Set<String> before = OwnSockets.open();
        work();

        for (String name : PROVIDERS) {
            Inside.bundle(name).stop();
        }
        try {
            assertNothingLeft(before);
        } finally {
            start();
        }
    }

    @Test
    void stoppedInTheOtherOrder_noThreadAndNoSocketIsLeft() throws Exception {
        Set<String> before = OwnSockets.open();
        work();

        for (int i = PROVIDERS.size() - 1; i >= 0; i--) {
            Inside.bundle(PROVIDERS.get(i)).stop();
        }
        try {
            assertNothingLeft(before);
        } finally {
            start();
        }
    }

    @Test
    void stoppedWhileASearchRuns_restartedItWorksAgain() throws Exception {
        for (String name : PROVIDERS) {
            try (SimulatedRouter router =
                    SimulatedRouter.start(LoopbackInterface.router().withSsdp(false))) {
                GivenStrategy asked = new GivenStrategy("asked", router);
                ServiceRegistration<DiscoveryStrategy> registration =
                        Inside.context().registerService(DiscoveryStrategy.class, asked, null);
                try {
                    stopWhileASearchRuns(name, asked);
                } finally {
                    registration.unregister();
                }
            }
        }
    }

    private static void stopWhileASearchRuns(String name, GivenStrategy asked) throws Exception {
        Future<?> search;
        try (Upnp upnp = Inside.fresh(Upnp.class)) {
            upnp.discoverMulticastInterface("lo");
            search = upnp.discoverAsync(Duration.ofMinutes(10), Upnp.DEFAULT_TTL, "");
            Inside.eventually("the search asks", () -> asked.running() == 1);
            assertFalse(search.isDone());

            Inside.bundle(name).stop();
            if (name.equals(SEARCHING)) {
                Inside.eventually("the search ends with its bundle", search::isDone);
            }
            Inside.bundle(name).start();
            work();
        }
        Inside.eventually("the search ends with its list", search::isDone);
        Inside.eventually("the search is closed", () -> asked.running() == 0);
    }

    @Test
    void theSimulatorsSocketsGoWithIt() throws Exception {
        Set<String> before = OwnSockets.open();
        // Their threads are there as long as they are.
        Inside.bundle(KEEPER).stop();
        Inside.bundle(PCP).stop();
        try {
            SimulatedRouter router = SimulatedRouter.start(LoopbackInterface.router());

            router.close();

            assertNothingLeft(before);
        } finally {
            start();
        }
    }

    /** Finds the simulated router by search, and opens and closes a port. */
    private static void work() throws Exception {
        try (SimulatedRouter router = SimulatedRouter.start(LoopbackInterface.router())) {
            Gateway gateway =
                    Inside.service(GatewayFinder.class)
                            .find(
                                    GatewayQuery.standard()
                                            .withNetworkInterface("lo")
                                            .withWanted(router.udn())
                                            .withTimeout(Duration.ofSeconds(20)))
                            .gateway();
            gateway.map(MappingRequest.tcp(18080).permanent());
            gateway.unmap(PortKey.tcp(18080));
        }
    }

    private static void start() throws BundleException {
        for (String name : PROVIDERS) {
            Inside.bundle(name).start();
        }
    }

    /** The operating system and the JVM may take a moment to forget what was closed. */
    private static void assertNothingLeft(Set<String> before) throws Exception {
        try {
            Inside.eventually("no thread of ours", () -> OwnThreads.alive().isEmpty());
            Inside.eventually("no socket more", () -> before.containsAll(OwnSockets.open()));
        } catch (AssertionError e) {
            Set<String> sockets = new TreeSet<>(OwnSockets.open());
            sockets.removeAll(before);
            throw new AssertionError(
                    "left: threads " + OwnThreads.alive() + ", sockets " + sockets, e);
        }
    }
}
