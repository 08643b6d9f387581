// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.http.HttpClient;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Subscribers of one client to several simulated routers. */
@Timeout(60)
class TwoRoutersTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final HttpClient http = new HttpClient();
    private final List<SimulatedRouter> routers = new ArrayList<>();
    private final BlockingQueue<Runnable> plans = new LinkedBlockingQueue<>();

    /** What one subscriber heard. */
    private record Heard(BlockingQueue<Map<String, String>> events) implements EventListener {
        @Override
        public void changed(Map<String, String> values) {
            events.add(values);
        }

        @Override
        public void lost(String reason) {
            events.add(Map.of("lost", reason));
        }

        String next() throws InterruptedException {
            Map<String, String> event = events.poll(30, TimeUnit.SECONDS);
            assertNotNull(event, "no event came");
            return event.getOrDefault("ExternalIPAddress", event.toString());
        }
    }

    @AfterEach
    void close() {
        http.close();
        routers.forEach(SimulatedRouter::close);
    }

    @Test
    void eventsOfAllRouters_comeOnOneThread_toWhomTheyConcern() throws Exception {
        Heard first = new Heard(new LinkedBlockingQueue<>());
        Heard second = new Heard(new LinkedBlockingQueue<>());
        EventSubscriber one = subscribe(router(), first);
        EventSubscriber other = subscribe(router(), second);
        assertEquals("203.0.113.7", first.next());
        assertEquals("203.0.113.7", second.next());
        assertEquals(1, threads());

        routers.get(1).changeConnection("Connected", "203.0.113.9");
        assertEquals("203.0.113.9", second.next());
        assertTrue(first.events().isEmpty());

        one.end();
        routers.get(1).changeConnection("Connected", "203.0.113.10");
        assertEquals("203.0.113.10", second.next());
        assertEquals(1, threads());
        other.end();
        assertEquals(0, threads());
    }

    @Test
    void sameAddress_keepsTheSubscription() throws Exception {
        Heard heard = new Heard(new LinkedBlockingQueue<>());
        subscribe(router(), heard);
        assertEquals("203.0.113.7", heard.next());
        plan().run();
        assertNotEquals(null, plan());
        assertEquals(1, routers.get(0).subscribers());
        assertTrue(heard.events().isEmpty());
    }

    @Test
    void closedClient_endsTheThread() throws Exception {
        Heard heard = new Heard(new LinkedBlockingQueue<>());
        subscribe(router(), heard);
        heard.next();
        http.close();
        assertEquals(0, threads());
    }

    private SimulatedRouter router() throws Exception {
        SimulatedRouter router = SimulatedRouter.start(RouterConfig.standard().withSsdp(false));
        routers.add(router);
        return router;
    }

    private EventSubscriber subscribe(SimulatedRouter router, EventListener listener)
            throws Exception {
        URI url = router.descriptionUrl().resolve("/evt/WANIPConn1");
        EventSubscriber subscriber =
                new EventSubscriber(
                        http,
                        url,
                        Peer.named(url, LOOPBACK),
                        (Duration delay, Runnable task) -> {
                            plans.add(task);
                            return () -> {};
                        },
                        listener);
        subscriber.start();
        return subscriber;
    }

    private Runnable plan() throws InterruptedException {
        Runnable planned = plans.poll(30, TimeUnit.SECONDS);
        assertNotNull(planned, "nothing is planned");
        return planned;
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("postern-events"))
                .count();
    }
}
