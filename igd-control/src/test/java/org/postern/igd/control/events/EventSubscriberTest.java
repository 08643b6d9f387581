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
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Subscribing to simulated routers on loopback, with a clock of the test's own. */
@Timeout(60)
class EventSubscriberTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final HttpClient http = new HttpClient();
    private final BlockingQueue<Map<String, String>> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> losses = new LinkedBlockingQueue<>();
    private final BlockingQueue<Planned> plans = new LinkedBlockingQueue<>();
    private SimulatedRouter router;
    private EventSubscriber subscriber;

    private record Planned(Duration delay, Runnable task) {}

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
        assertEquals("203.0.113.7", event().get("ExternalIPAddress"));
        router.changeConnection("Connected", "203.0.113.8");
        assertEquals(Map.of("ExternalIPAddress", "203.0.113.8"), event());
        plan().task().run();
        plan();
        router.changeConnection("Disconnected", "");
        Map<String, String> third = event();
        while (!third.get("ExternalIPAddress").isEmpty()) {
            // A new subscription begins with all values.
            third = event();
        }
        assertEquals("Disconnected", third.get("ConnectionStatus"));
        assertTrue(losses.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"subscribe-412, 412", "subscribe-501, 501"})
    void refusedSubscription_isALossAndTriedAgain(String profile, String status) throws Exception {
        subscribe(profile);
        String reason = losses.poll(30, TimeUnit.SECONDS);
        assertTrue(reason.contains(status), reason);
        Planned retry = plan();
        assertEquals(EventSubscriber.RETRY, retry.delay());
        retry.task().run();
        assertTrue(losses.poll(30, TimeUnit.SECONDS).contains(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"event-cut", "event-root"})
    void unreadableEvents_areIgnored(String profile) throws Exception {
        subscribe(profile);
        Planned renewal = plan();
        router.changeConnection("Connected", "203.0.113.8");
        renewal.task().run();
        plan();
        // The second event may overtake the first, and lead to a new subscription.
        awaitSubscribers(1);
        assertTrue(events.isEmpty());
        assertTrue(losses.isEmpty());
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
        Planned first = plan();
        assertEquals(Duration.ofSeconds(seconds), first.delay());
        first.task().run();
        assertEquals(Duration.ofSeconds(seconds), plan().delay());
        assertEquals(1, router.subscribers());
    }

    @Test
    void mappings_areTold_andClosingUnsubscribes() throws Exception {
        subscribe("");
        assertEquals("0", event().get("PortMappingNumberOfEntries"));
        plan();
        subscriber.end();
        awaitSubscribers(0);
    }

    private Map<String, String> event() throws InterruptedException {
        return Objects.requireNonNull(events.poll(30, TimeUnit.SECONDS), "no event came");
    }

    private Planned plan() throws InterruptedException {
        return Objects.requireNonNull(plans.poll(30, TimeUnit.SECONDS), "nothing was planned");
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
        subscriber =
                new EventSubscriber(
                        http,
                        url,
                        Peer.named(url, LOOPBACK),
                        (delay, task) -> {
                            plans.add(new Planned(delay, task));
                            return () -> {};
                        },
                        new EventListener() {
                            @Override
                            public void changed(Map<String, String> values) {
                                events.add(values);
                            }

                            @Override
                            public void lost(String reason) {
                                losses.add(reason);
                            }
                        });
        subscriber.start();
    }
}
