// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.http.HttpClient;
import org.postern.simulator.Quirk;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Subscribing to simulated routers on loopback, with a clock of the test's own. */
@Timeout(60)
class EventSubscriberTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final HttpClient http = new HttpClient();
    private final RecordedEvents events = new RecordedEvents();
    private final PlannedTasks plans = new PlannedTasks();
    private SimulatedRouter router;
    private EventSubscriber subscriber;

    @AfterEach
    void close() {
        if (subscriber != null) {
            subscriber.end();
        }
        http.close();
        if (router != null) {
            router.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "event-early",
                "event-path",
                "event-nul",
                "timeout-raised",
                "timeout-infinite",
                "timeout-missing",
                "renewal-412",
                "event-unnumbered",
            })
    void newAddress_isTold_whateverTheRouterDoes(String profile) throws Exception {
        subscribe(profile);
        assertEquals("203.0.113.7", events.next().get("ExternalIPAddress"));
        router.changeConnection("Connected", "203.0.113.8");
        assertEquals(Map.of("ExternalIPAddress", "203.0.113.8"), events.next());
        plans.next().task().run();
        plans.next();
        router.changeConnection("Disconnected", "");
        Map<String, String> third = events.next();
        while (!third.get("ExternalIPAddress").isEmpty()) {
            // A new subscription begins with all values.
            third = events.next();
        }
        assertEquals("Disconnected", third.get("ConnectionStatus"));
        assertEquals(List.of(), events.losses());
    }

    @ParameterizedTest
    @CsvSource({"subscribe-412, 412", "subscribe-501, 501"})
    void refusedSubscription_isALossAndTriedAgain(String profile, String status) throws Exception {
        subscribe(profile);
        assertEquals("refused with HTTP status " + status, events.nextLoss());
        PlannedTasks.Planned retry = plans.next();
        assertEquals(EventSubscriber.RETRY, retry.delay());
        retry.task().run();
        events.nextLoss();
    }

    @ParameterizedTest
    @ValueSource(strings = {"event-cut", "event-root"})
    void unreadableEvents_areIgnored(String profile) throws Exception {
        subscribe(profile);
        PlannedTasks.Planned renewal = plans.next();
        router.changeConnection("Connected", "203.0.113.8");
        renewal.task().run();
        plans.next();
        // The second event may overtake the first, and lead to a new subscription.
        awaitSubscribers(1);
        assertEquals(0, events.left());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 900",
        "timeout-raised, 900",
        "timeout-infinite, 43200",
        "timeout-missing, 900",
    })
    void renewal_comesAtHalfOfWhatTheAnswerSays(String profile, long seconds) throws Exception {
        subscribe(profile);
        PlannedTasks.Planned first = plans.next();
        assertEquals(Duration.ofSeconds(seconds), first.delay());
        first.task().run();
        assertEquals(Duration.ofSeconds(seconds), plans.next().delay());
        assertEquals(1, router.subscribers());
    }

    @Test
    void mappings_areTold_andClosingUnsubscribes() throws Exception {
        subscribe("");
        assertEquals("0", events.next().get("PortMappingNumberOfEntries"));
        plans.next();
        subscriber.end();
        awaitSubscribers(0);
    }

    private void awaitSubscribers(int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (router.subscribers() != count) {
            assertTrue(System.nanoTime() - end < 0, "there are not " + count + " subscribers");
            Thread.onSpinWait();
        }
    }

    private void subscribe(String profile) throws Exception {
        RouterConfig config = RouterConfig.standard().withSsdp(false);
        router =
                SimulatedRouter.start(
                        config.withQuirks(
                                Stream.of(profile)
                                        .filter(name -> !name.isEmpty())
                                        .map(name -> Quirk.named(name).orElseThrow())
                                        .toArray(Quirk[]::new)));
        URI url = router.descriptionUrl().resolve("/evt/WANIPConn1");
        subscriber = new EventSubscriber(http, url, Peer.named(url, LOOPBACK), plans, events);
        subscriber.start();
    }
}
