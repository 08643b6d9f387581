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
import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchListener;
import org.postern.discovery.loop.SsdpLoop;
import org.postern.discovery.paths.PathFinder;
import org.postern.discovery.search.UdpSearch;
import org.postern.discovery.support.FakeDevice;
import org.postern.discovery.support.Loopback;
import org.postern.discovery.support.Recorder;

import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What the end of a search promises. */
@SuppressWarnings("try") // Searches are held to be closed.
class SearchClosingTest {
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
    }

    @Test
    void noThreadAndNoSocketIsLeftAndANewSearchStarts() throws Exception {
        for (int i = 0; i < 3; i++) {
            Search search = strategy.search(Loopback.request(TARGET), recorder);
            InetSocketAddress searcher = device.next().from();
            assertTrue(isBound(searcher));
            search.close();
            search.close();
            Loopback.awaitNoThread();
            assertFalse(isBound(searcher));
        }
    }

    @Test
    void stoppingEndsRunningSearchesAndRefusesNewOnes() throws Exception {
        Search search = strategy.search(Loopback.request(TARGET), recorder);
        InetSocketAddress searcher = device.next().from();
        loop.stop();
        assertFalse(Loopback.threadLives("postern-ssdp"));
        assertFalse(isBound(searcher));
        search.close();

        strategy.search(Loopback.request(TARGET), recorder).close();
        assertTrue(recorder.nextFailed().contains("stopped"));
    }

    /** Also of threads that have no work any more at that moment, or were succeeded by another. */
    @Test
    void afterStopNoThreadIsLeft() throws Exception {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 2000; i++) {
            SsdpLoop stopping = new SsdpLoop();
            for (int searches = i % 3; searches >= 0; searches--) {
                CountDownLatch looked = new CountDownLatch(1);
                PathFinder finder =
                        () -> {
                            seen.add(Thread.currentThread());
                            looked.countDown();
                            return List.of();
                        };
                Search search =
                        UdpSearch.start(
                                stopping, "test", Loopback.request(TARGET), recorder, finder);
                assertTrue(looked.await(20, TimeUnit.SECONDS));
                search.close();
            }
            // At ever other moments of the thread's end.
            for (int spins = i % 100 * 20; spins > 0; spins--) {
                Thread.onSpinWait();
            }
            stopping.stop();
            assertFalse(seen.stream().anyMatch(Thread::isAlive), "in round " + i);
            seen.clear();
        }
    }

    @Test
    void anInterruptedThreadStopsAsThoroughlyAndStaysInterrupted() throws Exception {
        try (Search search = strategy.search(Loopback.request(TARGET), recorder)) {
            device.next();
            Thread.currentThread().interrupt();
            loop.stop();
            assertTrue(Thread.interrupted());
            assertFalse(Loopback.threadLives("postern-ssdp"));
        }
    }

    @Test
    void theListenerMayCloseItsSearch() throws Exception {
        CompletableFuture<Search> running = new CompletableFuture<>();
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch closed = new CountDownLatch(1);
        SearchListener closing =
                advertisement -> {
                    calls.incrementAndGet();
                    running.join().close();
                    closed.countDown();
                };
        running.complete(strategy.search(Loopback.request(TARGET), closing));
        InetSocketAddress searcher = device.next().from();
        for (int i = 0; i < 50; i++) {
            device.send(answer(ROOT, TARGET, "uuid:" + i), searcher);
        }
        assertTrue(closed.await(20, TimeUnit.SECONDS));
        Loopback.awaitNoThread();
        assertEquals(1, calls.get());
    }

    @Test
    void afterCloseReturnedNothingIsTold() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        AtomicInteger late = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        SearchListener counting =
                advertisement -> {
                    first.countDown();
                    if (closed.get()) {
                        late.incrementAndGet();
                    }
                };
        Search search = strategy.search(Loopback.request(TARGET), counting);
        InetSocketAddress searcher = device.next().from();
        for (int i = 0; i < 100; i++) {
            device.send(answer(ROOT, TARGET, "uuid:" + i), searcher);
        }
        assertTrue(first.await(20, TimeUnit.SECONDS));
        search.close();
        closed.set(true);
        Loopback.awaitNoThread();
        assertEquals(0, late.get());
    }

    @Test
    void aListenerThatThrowsDisturbsNothing() throws Exception {
        SearchListener throwing =
                new SearchListener() {
                    @Override
                    public void found(Advertisement advertisement) {
                        recorder.found(advertisement);
                        throw new IllegalStateException("thrown by the test's listener");
                    }
                };
        try (Search search = strategy.search(Loopback.request(TARGET), throwing)) {
            InetSocketAddress searcher = device.next().from();
            device.send(answer(ROOT, TARGET, "uuid:1"), searcher);
            device.send(answer(ROOT, TARGET, "uuid:2"), searcher);
            recorder.awaitUsn("uuid:1");
            recorder.awaitUsn("uuid:2");
        }
    }

    private static boolean isBound(InetSocketAddress address) {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.setReuseAddress(false);
            socket.bind(address);
            return false;
        } catch (SocketException e) {
            return true;
        }
    }
}
