// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.discovery.support.FakeDevice.answer;
import static org.postern.discovery.support.Loopback.TARGET;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postern.api.discovery.Search;
import org.postern.discovery.loop.SsdpLoop;
import org.postern.discovery.paths.NetworkPath;
import org.postern.discovery.paths.PathCollector;
import org.postern.discovery.paths.PathFinder;
import org.postern.discovery.search.UdpSearch;
import org.postern.discovery.support.FakeDevice;
import org.postern.discovery.support.Loopback;
import org.postern.discovery.support.Recorder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** One fault costs one interface or one search, and nothing else. */
@SuppressWarnings("try") // Searches are held to be closed.
class FaultTest {
    private static final String ROOT = "http://127.0.0.1:5000/root.xml";

    private final SsdpLoop loop = new SsdpLoop();
    private final Recorder calm = new Recorder();
    private final Recorder faulty = new Recorder();

    @AfterEach
    void stop() {
        loop.stop();
    }

    private static NetworkPath path() throws IOException {
        return new NetworkPath(
                FakeDevice.loopback(), InetAddress.getByName("127.0.0.1"), List.of());
    }

    @Test
    void anInterfaceThatVanishesMeanwhileHidesNoOther() throws Exception {
        NetworkPath path = path();
        List<NetworkPath> found =
                PathCollector.collect(
                        List.of("gone", "eth0", "odd", "wlan0"),
                        name -> {
                            switch (name) {
                                case "gone":
                                    throw new SocketException("No such device");
                                case "odd":
                                    throw new IllegalStateException("odd");
                                default:
                                    return List.of(path);
                            }
                        });
        assertEquals(List.of(path, path), found);
    }

    @Test
    void aFinderThatThrowsFailsItsSearchAlone() throws Exception {
        othersGoOn(
                () -> {
                    throw new UncheckedIOException(new IOException("malformed"));
                });
        String reason = faulty.nextFailed();
        assertTrue(reason.startsWith("Could not look for ways to search: "), reason);
    }

    @Test
    void aSearchThatBreaksOffWhileItSendsFailsAlone() throws Exception {
        othersGoOn(() -> Collections.singletonList(null));
        String reason = faulty.nextFailed();
        assertTrue(reason.startsWith("The search broke off: "), reason);
    }

    /** Such as by a log that is full. */
    @Test
    void aMessageThatCannotBeTakenInEndsNoSearch() throws Exception {
        Logger logger = Logger.getLogger("org.postern.discovery");
        Level level = logger.getLevel();
        Handler full = new FullLog();
        try (FakeDevice device = new FakeDevice();
                Search search =
                        new Ipv4MulticastStrategy(loop, true, device.port())
                                .search(Loopback.request(TARGET), calm)) {
            InetSocketAddress searcher = device.next().from();
            logger.addHandler(full);
            logger.setLevel(Level.ALL);
            device.send(answer(ROOT, TARGET, "uuid:full"), searcher);
            assertEquals(
                    "A message could not be taken in: IllegalStateException.", calm.nextFailed());
            device.send(answer(ROOT, TARGET, "uuid:router"), searcher);
            calm.awaitUsn("uuid:router");
        } finally {
            logger.setLevel(level);
            logger.removeHandler(full);
        }
    }

    private void othersGoOn(PathFinder finder) throws Exception {
        try (FakeDevice device = new FakeDevice();
                Search search =
                        new Ipv4MulticastStrategy(loop, true, device.port())
                                .search(Loopback.request(TARGET), calm)) {
            InetSocketAddress searcher = device.next().from();
            try (Search other =
                    UdpSearch.start(loop, "faulty", Loopback.request("x"), faulty, finder)) {
                Loopback.await(() -> !faulty.failed.isEmpty(), "the faulty one failed");
                device.send(answer(ROOT, TARGET, "uuid:router"), searcher);
                calm.awaitUsn("uuid:router");
            }
        }
        assertEquals(List.of(), List.copyOf(calm.failed));
    }

    private static final class FullLog extends Handler {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getMessage().contains("uuid:full")) {
                throw new IllegalStateException("No space left");
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
