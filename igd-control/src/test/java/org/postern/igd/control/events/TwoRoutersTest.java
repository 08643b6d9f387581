// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.http.HttpClient;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Subscribers of one client to several simulated routers. */
@Timeout(60)
class TwoRoutersTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final HttpClient http = new HttpClient();
    private final List<SimulatedRouter> routers = new ArrayList<>();
    private final PlannedTasks plans = new PlannedTasks();

    @AfterEach
    void close() {
        http.close();
        routers.forEach(SimulatedRouter::close);
    }

    @Test
    void eventsOfAllRouters_comeOnOneThread_toWhomTheyConcern() throws Exception {
        RecordedEvents first = new RecordedEvents();
        RecordedEvents second = new RecordedEvents();
        EventSubscriber one = subscribe(router(), first);
        EventSubscriber other = subscribe(router(), second);
        assertEquals("203.0.113.7", address(first));
        assertEquals("203.0.113.7", address(second));
        assertEquals(1, threads());

        routers.get(1).changeConnection("Connected", "203.0.113.9");
        assertEquals("203.0.113.9", address(second));
        assertEquals(0, first.left());

        one.end();
        routers.get(1).changeConnection("Connected", "203.0.113.10");
        assertEquals("203.0.113.10", address(second));
        assertEquals(1, threads());
        other.end();
        assertEquals(0, threads());
    }

    @Test
    void sameAddress_keepsTheSubscription() throws Exception {
        RecordedEvents heard = new RecordedEvents();
        subscribe(router(), heard);
        assertEquals("203.0.113.7", address(heard));
        plans.next().task().run();
        plans.next();
        assertEquals(1, routers.get(0).subscribers());
        assertEquals(0, heard.left());
    }

    @Test
    void closedClient_endsTheThread() throws Exception {
        RecordedEvents heard = new RecordedEvents();
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
                new EventSubscriber(http, url, Peer.named(url, LOOPBACK), plans, listener);
        subscriber.start();
        return subscriber;
    }

    private static String address(RecordedEvents heard) throws InterruptedException {
        return heard.next().get("ExternalIPAddress");
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("postern-events"))
                .count();
    }
}
