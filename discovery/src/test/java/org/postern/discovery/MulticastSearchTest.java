// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.postern.discovery.loop.SsdpLoop;
import org.postern.discovery.support.FakeDevice;
import org.postern.discovery.support.Loopback;
import org.postern.discovery.support.Recorder;
import org.postern.testkit.ManualClock;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** The whole way of a search, with real datagrams on loopback. */
@SuppressWarnings("try") // Searches are held to be closed.
class MulticastSearchTest {
    private static final String ROOT = "http://127.0.0.1:5000/root.xml";

    private final SsdpLoop loop = new SsdpLoop();
    private final Recorder recorder = new Recorder();
    private FakeDevice device;
    private DiscoveryStrategy strategy;

    @BeforeEach
    void start() throws Exception {
        device = new FakeDevice();
        strategy = new Ipv4MulticastStrategy(loop, true, device.port());
    }

    @AfterEach
    void stop() throws Exception {
        loop.stop();
        device.close();
        assertFalse(Loopback.threadLives("postern-ssdp"));
    }

    @Test
    void aDeviceThatAnswersIsFound() throws Exception {
        try (Search search = strategy.search(Loopback.request(TARGET), recorder)) {
            FakeDevice.Heard heard = device.next();
            assertEquals("239.255.255.250:" + device.port(), heard.header("HOST"));
            assertEquals("\"ssdp:discover\"", heard.header("MAN"));
            assertEquals(TARGET, heard.header("ST"));
            assertEquals("1", heard.header("MX"));

            device.send(answer(ROOT, TARGET, "uuid:1::" + TARGET), heard.from());
            InetAddress here = InetAddress.getByName("127.0.0.1");
            assertEquals(
                    new Advertisement(
                            DiscoveryStrategy.IPV4,
                            "uuid:1::" + TARGET,
                            TARGET,
                            URI.create(ROOT),
                            Duration.ofSeconds(1800),
                            OptionalLong.empty(),
                            here),
                    recorder.nextFound());
            assertEquals(List.of(), List.copyOf(recorder.failed));
        }
    }

    @Test
    void everyTargetIsAskedForInEveryRound() throws Exception {
        ManualClock clock = new ManualClock();
        SsdpLoop clocked = new SsdpLoop(clock);
        DiscoveryStrategy timed = new Ipv4MulticastStrategy(clocked, true, device.port());
        try (Search search = timed.search(Loopback.request("a", "b"), recorder)) {
            for (int untilNextRound : List.of(150, 250, 500, 60_000)) {
                assertEquals("a", device.next().header("ST"));
                clock.advance(Duration.ofMillis(3));
                clocked.wakeup();
                assertEquals("b", device.next().header("ST"));
                assertEquals(0, device.waiting(), "nothing before its time");
                clock.advance(Duration.ofMillis(untilNextRound - 3));
                clocked.wakeup();
            }
        } finally {
            clocked.stop();
        }
        assertEquals(0, device.waiting());
    }

    @Test
    void aDeviceThatMissesTheFirstRoundsIsFound() throws Exception {
        try (Search search = strategy.search(Loopback.request(TARGET), recorder)) {
            device.next(3);
            device.send(answer(ROOT, TARGET, "uuid:1"), device.next().from());
            recorder.awaitUsn("uuid:1");
        }
    }

    @Test
    void theSourcePortIsTheOneAskedFor() throws Exception {
        int port = freePort();
        try (Search search = strategy.search(Loopback.request(port, TARGET), recorder)) {
            assertEquals(new InetSocketAddress("127.0.0.1", port), device.next().from());
        }
    }

    @Test
    void twoSearchesAtOnceBothHear() throws Exception {
        Recorder other = new Recorder();
        try (Search one = strategy.search(Loopback.request("upnp:a"), recorder);
                Search two = strategy.search(Loopback.request("upnp:b"), other)) {
            for (FakeDevice.Heard heard : device.next(2)) {
                device.send(answer(ROOT, heard.header("ST"), heard.header("ST")), heard.from());
            }
            recorder.awaitUsn("upnp:a");
            other.awaitUsn("upnp:b");
        }
    }

    @Test
    void twoSearchesFromOneSourcePortBothHear() throws Exception {
        int port = freePort();
        Recorder other = new Recorder();
        Search one = strategy.search(Loopback.request(port, "a"), recorder);
        try (Search two = strategy.search(Loopback.request(port, "b"), other)) {
            Set<InetSocketAddress> senders =
                    device.next(2).stream().map(FakeDevice.Heard::from).collect(Collectors.toSet());
            InetSocketAddress from = new InetSocketAddress("127.0.0.1", port);
            assertEquals(Set.of(from), senders);
            device.send(answer(ROOT, "upnp:x", "uuid:1"), from);
            recorder.awaitUsn("uuid:1");
            other.awaitUsn("uuid:1");

            one.close();
            device.send(answer(ROOT, "upnp:x", "uuid:2"), from);
            other.awaitUsn("uuid:2");
        }
    }

    @Test
    void whoSaidGoodbyeIsFoundAgain() throws Exception {
        try (Search search = strategy.search(Loopback.request(TARGET), recorder)) {
            InetSocketAddress searcher = device.next().from();
            String bye = "NOTIFY * HTTP/1.1\r\nNTS: ssdp:byebye\r\nNT: upnp:x\r\nUSN: ";
            device.send(bye + "uuid:stranger\r\n\r\n", searcher);
            device.send(answer(ROOT, "upnp:x", "uuid:1"), searcher);
            device.send(bye + "uuid:1\r\n\r\n", searcher);
            device.send(answer(ROOT, "upnp:x", "uuid:1"), searcher);
            recorder.awaitUsn("uuid:1");
            recorder.awaitUsn("uuid:1");
        }
    }

    @Test
    void anAddressThatIsNotTheInterfacesIsAFailure() throws Exception {
        SearchRequest request =
                new SearchRequest(
                        List.of(TARGET),
                        Duration.ofSeconds(2),
                        2,
                        0,
                        false,
                        new InterfaceChoice(
                                Loopback.chosen().networkInterface(),
                                Optional.of(InetAddress.getByName("192.0.2.77"))));
        try (Search search = strategy.search(request, recorder)) {
            assertTrue(recorder.nextFailed().contains("no IPv4 address 192.0.2.77"));
        }
    }

    @Test
    void aSourcePortInUseIsAFailureThatSaysSo() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(null)) {
            taken.setReuseAddress(false);
            taken.bind(new InetSocketAddress("127.0.0.1", 0));
            try (Search search =
                    strategy.search(Loopback.request(taken.getLocalPort(), TARGET), recorder)) {
                String reason = recorder.nextFailed();
                assertTrue(reason.contains("source port " + taken.getLocalPort()), reason);
                assertTrue(reason.contains("127.0.0.1"), reason);
            }
        }
    }

    @Test
    void whatDoesNotConcernAStrategyIsNotSearched() throws Exception {
        SearchRequest request = Loopback.request(TARGET);
        new Ipv4MulticastStrategy(loop, false, device.port()).search(request, recorder).close();
        new Ipv6MulticastStrategy(loop, true, device.port()).search(request, recorder).close();
        assertFalse(Loopback.threadLives("postern-ssdp"));
        assertEquals(0, device.waiting());
    }

    private static int freePort() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
