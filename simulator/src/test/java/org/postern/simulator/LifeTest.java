// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.simulator.http.HttpServer;
import org.postern.simulator.http.SentResponse;
import org.postern.testkit.ManualClock;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class LifeTest {
    @Test
    void close_leavesNoThreadNoPortAndNoConnection() throws Exception {
        long before = TestNet.simulatorThreads();
        SimulatedRouter router =
                SimulatedRouter.start(
                        RouterConfig.standard().withNetworkInterface(TestNet.ownAddress()));
        int port = TestNet.freePort(router.wanAddress());
        SoapClient.connection(router, 1).add("TCP", port, "127.0.0.1", 7000, 0);
        try (Socket idle = RawHttp.connect(router)) {
            assertTrue(TestNet.simulatorThreads() > before);
            router.close();
            assertEquals(before, TestNet.simulatorThreads());
            assertEquals(-1, idle.getInputStream().read());
        }
        new ServerSocket(port, 1, router.wanAddress()).close();
        int http = router.descriptionUrl().getPort();
        InetAddress address = InetAddress.getByName(router.descriptionUrl().getHost());
        new ServerSocket(http, 1, address).close();
        router.close();
    }

    @Test
    void closeByAnInterruptedThread_isCompleteAndKeepsTheInterrupt() throws Exception {
        long before = TestNet.simulatorThreads();
        SimulatedRouter router = SimulatedRouter.start(TestNet.quiet());
        Thread.currentThread().interrupt();
        router.close();
        assertTrue(Thread.interrupted());
        assertEquals(before, TestNet.simulatorThreads());
    }

    @Test
    void failedStart_saysWhyAndLeavesNothing() throws Exception {
        long before = TestNet.simulatorThreads();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            IOException refused =
                    assertThrows(
                            IOException.class,
                            () -> SimulatedRouter.start(TestNet.quiet().withHttpPort(port)));
            assertTrue(refused.getMessage().contains("127.0.0.1:" + port), refused.getMessage());
        }
        IOException unknown =
                assertThrows(
                        IOException.class,
                        () -> SimulatedRouter.start(TestNet.quiet().withNetworkInterface("no0")));
        assertTrue(unknown.getMessage().contains("lo (127.0.0.1)"), unknown.getMessage());
        RouterConfig foreign = TestNet.quiet().withWanAddress("203.0.113.200");
        assertThrows(IOException.class, () -> SimulatedRouter.start(foreign));
        assertEquals(before, TestNet.simulatorThreads());
    }

    @Test
    void closeDuringADelayedAnswer_doesNotWaitForIt() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        HttpServer server =
                new HttpServer(
                        request -> {
                            asked.countDown();
                            return SentResponse.status(200).after(Duration.ofDays(1));
                        });
        int port = server.listen(InetAddress.getLoopbackAddress(), 0);
        server.start();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            RawHttp.send(socket, "GET / HTTP/1.1\r\n\r\n");
            assertTrue(asked.await(20, TimeUnit.SECONDS));
            server.close();
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    @Test
    void watcher_isToldWhatHappens() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        ManualClock clock = new ManualClock();
        try (SimulatedRouter router = SimulatedRouter.start(TestNet.quiet(), clock, seen::add)) {
            SoapClient client = SoapClient.connection(router, 1);
            int port = TestNet.freePort(router.wanAddress());
            SoapClient.get(router.descriptionUrl());
            client.add("TCP", port, "127.0.0.1", 7000, 60);
            client.delete("UDP", port);
            clock.advance(Duration.ofSeconds(60));
            assertTrue(router.mappings().isEmpty());
            String mapping = "TCP " + port + " to 127.0.0.1:7000 \"a test\"";
            assertEquals(
                    List.of(
                            "GET /rootDesc.xml from 127.0.0.1",
                            "opened " + mapping + ", for 60 s",
                            "AddPortMapping from 127.0.0.1",
                            "DeletePortMapping from 127.0.0.1: 714 NoSuchEntryInArray",
                            "lease is over, closed " + mapping),
                    seen);
            assertEquals(
                    List.of("GET /rootDesc.xml", "AddPortMapping", "DeletePortMapping"),
                    router.requests());
        }
    }

    @Test
    void failingWatcher_changesNothing() throws Exception {
        try (SimulatedRouter router =
                SimulatedRouter.start(
                        TestNet.quiet(),
                        Clock.systemUTC(),
                        line -> {
                            throw new IllegalStateException("watcher");
                        })) {
            assertTrue(SoapClient.get(router.descriptionUrl()).contains("<root"));
        }
    }

    @Test
    void configuration_refusesValuesOutOfRange() {
        RouterConfig config = RouterConfig.standard();
        assertThrows(IllegalArgumentException.class, () -> config.withHttpPort(65_536));
        assertThrows(IllegalArgumentException.class, () -> config.withIgdVersion(3));
        assertThrows(IllegalArgumentException.class, () -> config.withUdn("no prefix"));
        assertThrows(IllegalArgumentException.class, () -> config.withPath("no slash"));
        assertThrows(IllegalArgumentException.class, () -> config.withMaxAge(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> config.withBootId(-2));
        assertThrows(
                IllegalArgumentException.class,
                () -> config.withResponseDelay(Duration.ofMillis(-1)));
    }

    @Test
    void onLoopback_theWanSideIsBesideTheRouter() throws Exception {
        try (SimulatedRouter router =
                SimulatedRouter.start(RouterConfig.standard().withSsdp(false))) {
            assertEquals("127.0.0.2", router.wanAddress().getHostAddress());
            assertEquals("127.0.0.1", router.descriptionUrl().getHost());
        }
    }
}
