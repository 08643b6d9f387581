// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.discovery.support.FakeDevice.answer;
import static org.postern.discovery.support.Loopback.TARGET;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.discovery.Advertisement;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchRequest;
import org.postern.discovery.internal.routes.Route;
import org.postern.discovery.internal.routes.RouteSource;
import org.postern.discovery.loop.SsdpLoop;
import org.postern.discovery.paths.GatewayPaths;
import org.postern.discovery.paths.NetworkPath;
import org.postern.discovery.support.FakeDevice;
import org.postern.discovery.support.Loopback;
import org.postern.discovery.support.Recorder;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

@SuppressWarnings("try") // Searches are held to be closed.
class GatewayStrategyTest {
    private final SsdpLoop loop = new SsdpLoop();
    private final Recorder recorder = new Recorder();
    private FakeDevice device;
    private List<Route> routes;

    @BeforeEach
    void start() throws Exception {
        device = new FakeDevice();
        String lo = FakeDevice.loopback().getName();
        routes = List.of(new Route(InetAddress.getByName("127.0.0.1"), lo, 0));
    }

    @AfterEach
    void stop() throws Exception {
        loop.stop();
        device.close();
    }

    private static SearchRequest request(InterfaceChoice choice) {
        return new SearchRequest(List.of(TARGET), Duration.ofSeconds(5), 2, 0, false, choice);
    }

    private DiscoveryStrategy strategy(List<Route> known) throws Exception {
        return new GatewayStrategy(loop, true, ipv6 -> ipv6 ? List.of() : known, device.port());
    }

    @Test
    void theDefaultGatewayIsAskedDirectlyWithMxOne() throws Exception {
        try (Search search = strategy(routes).search(request(InterfaceChoice.any()), recorder)) {
            FakeDevice.Heard heard = device.next();
            assertEquals("127.0.0.1:" + device.port(), heard.header("HOST"));
            assertEquals("1", heard.header("MX"));
            device.send(answer("http://127.0.0.1:5/x", TARGET, "uuid:1"), heard.from());
            Advertisement found = recorder.nextFound();
            assertEquals(DiscoveryStrategy.UNICAST, found.strategy());
            device.next(4);
        }
    }

    /** Quirk S29. */
    @Test
    void theDefaultGatewayIsAskedInTurnWithItsOwnHostAndTheGroups() throws Exception {
        String own = "127.0.0.1:" + device.port();
        String group = "239.255.255.250:1900";
        try (Search search = strategy(routes).search(request(InterfaceChoice.any()), recorder)) {
            for (String host : List.of(own, group, own, group)) {
                assertEquals(host, device.next().header("HOST"));
            }
        }
    }

    @Test
    void withAChosenInterfaceOnlyTheGatewayBehindItIsAsked() throws Exception {
        assertEquals(1, paths(Loopback.chosen()).size());
        InetAddress other = InetAddress.getByName("127.0.0.99");
        InterfaceChoice otherAddress =
                new InterfaceChoice(Loopback.chosen().networkInterface(), Optional.of(other));
        assertEquals(0, paths(otherAddress).size());
    }

    @Test
    void whereNoGatewayIsKnownNothingHappens() throws Exception {
        try (Search search = strategy(List.of()).search(request(InterfaceChoice.any()), recorder)) {
            assertTrue(Loopback.threadLives("postern-ssdp"));
        }
        loop.stop();
        assertEquals(0, recorder.failed.size());
        assertEquals(0, device.waiting());
    }

    /** Where the system's command is asked, its answer comes after the first round. */
    @Test
    void aRouteThatBecomesKnownLater_isUsedInTheNextRound() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        RouteSource slow = ipv6 -> looks.incrementAndGet() == 1 ? List.of() : routes;
        DiscoveryStrategy strategy = new GatewayStrategy(loop, true, slow, device.port());
        try (Search search = strategy.search(request(InterfaceChoice.any()), recorder)) {
            assertEquals("127.0.0.1:" + device.port(), device.next().header("HOST"));
        }
    }

    @Test
    void anInterfaceThatIsGoneIsPassedOver() throws Exception {
        routes = List.of(new Route(InetAddress.getByName("127.0.0.1"), "gone0", 0));
        assertEquals(0, paths(InterfaceChoice.any()).size());
    }

    private List<NetworkPath> paths(InterfaceChoice choice) throws Exception {
        return new GatewayPaths(request(choice), ipv6 -> routes, 1900).find();
    }
}
