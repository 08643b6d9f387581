// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.upnp.UpnpDevice;
import org.postern.igd.control.search.DeviceFilter;
import org.postern.igd.control.search.SearchSettings;
import org.postern.igd.control.search.UpnpEngine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

/** Hosts that speak too much, or in another's name, hide no router and cost no memory. */
@Timeout(60)
@SuppressWarnings("try") // Hostile answers are held to be closed.
class HostileNetworkTest {
    private static final Duration ENDLESS = Duration.ofMinutes(5);
    private static final int FLOOD = 100_000;

    /** As many as fill each bound of the client: of statements, devices and connections. */
    private static final int LOUD = 24;

    /** What 24 hanging hosts and the rest of this JVM may hold; the flood itself is ten times it. */
    private static final long MOST_HELD = 24L << 20;

    /** What a user reads without asking for more. */
    private final HeardLog warnings = HeardLog.from(Level.WARNING);

    private final List<AutoCloseable> open = new ArrayList<>();
    private final CountDownLatch routerRead = new CountDownLatch(1);
    private HostileDevice router;
    private UpnpEngine engine;
    private int port;

    @BeforeEach
    void open() throws IOException {
        port = HostileAnswers.freePort();
        router = opened(Answers.router(HostileDevice.somewhere()));
        engine = opened(HostileAnswers.engine());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        warnings.close();
    }

    @Test
    void hundredThousandAnswers_hideNoRouter_costNoMemory_andAreTold() throws Exception {
        List<HostileDevice> loud = new ArrayList<>();
        for (int i = 0; i < LOUD; i++) {
            loud.add(opened(HostileDevice.somewhere()));
        }
        long before = held();
        CountDownLatch flooded = new CountDownLatch(FLOOD);
        HostileAnswers.Script script =
                (answers, searcher) -> {
                    while (flooded.getCount() > 0) {
                        long i = flooded.getCount();
                        HostileDevice device = loud.get((int) (i % LOUD));
                        String location = device.url("/" + i + ".xml").toString();
                        answers.say(
                                device.address(), Answers.ssdp(location, "uuid:" + i), searcher);
                        flooded.countDown();
                    }
                    // Until one finds room between the flood's in the socket's buffer.
                    while (routerRead.getCount() > 0) {
                        answers.say(
                                router.address(),
                                Answers.ssdp(location(), "uuid:router"),
                                searcher);
                        routerRead.await(20, TimeUnit.MILLISECONDS);
                    }
                };
        try (HostileAnswers answers = HostileAnswers.to(port, script)) {
            CompletableFuture<List<UpnpDevice>> search = search();
            routerRead.await();
            assertEquals(0, flooded.getCount());
            assertTrue(held() - before < MOST_HELD, () -> "holds " + (held() - before));
            search.cancel(false);
        }
        engine.close();
        assertTold("left out ([0-9]+) messages above its limits.*");
        assertTold("A search dropped ([0-9]+) answers beyond its bounds.");
    }

    @Test
    void nobodySpeaksForAnother() throws Exception {
        HostileDevice attacker = opened(HostileDevice.somewhere());
        attacker.serving("/d.xml", Answers.description("Attacker", ""));
        String usn = "uuid:router::" + Answers.IGD;
        HostileAnswers.Script script =
                (answers, searcher) -> {
                    String own = Answers.ssdp(attacker.url("/d.xml"), usn);
                    answers.say(attacker.address(), own, searcher);
                    answers.say(router.address(), Answers.ssdp(location(), usn), searcher);
                    for (String text :
                            List.of(
                                    own,
                                    notify("ssdp:byebye", usn, ""),
                                    notify("ssdp:byebye", usn, location()),
                                    notify("ssdp:alive", usn, attacker.url("/d.xml").toString()),
                                    notify("ssdp:update", usn, attacker.url("/d.xml").toString()),
                                    // In the router's place, as if it sat at the attacker's.
                                    Answers.ssdp(location(), "uuid:other"))) {
                        answers.say(attacker.address(), text, searcher);
                    }
                };
        List<String> own = List.of(location(), attacker.url("/d.xml").toString());
        List<UpnpDevice> found;
        try (HostileAnswers answers = HostileAnswers.to(port, script)) {
            found =
                    engine
                            .list(
                                    settings(Duration.ofSeconds(3)),
                                    new DeviceFilter(""),
                                    device -> {})
                            .get()
                            .stream()
                            .filter(each -> own.contains(each.descriptionUrl().toString()))
                            .toList();
        }

        assertEquals(
                own,
                found.stream().map(each -> each.descriptionUrl().toString()).toList(),
                () -> found.stream().map(UpnpDevice::statusReason).toList().toString());
        assertTrue(found.get(0).validGateway());
        assertEquals(usn, found.get(0).usn());
        assertEquals(1, attacker.requests().size());
    }

    private CompletableFuture<List<UpnpDevice>> search() throws Exception {
        return engine.list(
                settings(ENDLESS),
                new DeviceFilter(""),
                device -> {
                    if (device.descriptionUrl().toString().equals(location())
                            && device.validGateway()) {
                        routerRead.countDown();
                    }
                });
    }

    private SearchSettings settings(Duration timeout) {
        return new SearchSettings(timeout, 2, port, false, "lo");
    }

    private String location() {
        return router.url("/router.xml").toString();
    }

    private static String notify(String nts, String usn, String location) {
        return "NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nNT: "
                + Answers.IGD
                + "\r\nNTS: "
                + nts
                + "\r\nUSN: "
                + usn
                + (location.isEmpty() ? "" : "\r\nLOCATION: " + location)
                + "\r\n\r\n";
    }

    /** What a search left out is told when its thread ends, a moment after the search. */
    private void assertTold(String pattern) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!isTold(pattern) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertTrue(isTold(pattern), () -> "told only " + warnings.messages());
    }

    private boolean isTold(String pattern) {
        return warnings.messages().stream().anyMatch(each -> each.matches(".*" + pattern));
    }

    /** What is still in use of the heap. */
    private static long held() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.add(0, resource);
        return resource;
    }
}
