// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.igd.control.events.SubscribedRouter.LOOPBACK;
import static org.postern.igd.control.events.SubscribedRouter.SID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.igd.control.description.Peer;
import org.postern.testkit.StubHttpDevice;
import org.postern.testkit.StubHttpDevice.Request;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** When a subscription is renewed, replaced by another and given back. */
@Timeout(60)
class SubscriptionLifeTest {
    private SubscribedRouter router;

    @BeforeEach
    void subscribe() throws Exception {
        router = new SubscribedRouter();
    }

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void missedEvent_leadsToANewSubscription() throws Exception {
        assertEquals(200, router.event("7"));
        router.events.next();
        assertAsked("UNSUBSCRIBE", router.request());
        Request again = router.request();
        assertAsked("SUBSCRIBE", again);
        assertEquals("<" + router.callback() + ">", again.header("CALLBACK"));
    }

    /** It was subscribed to with an address at which nobody is any more. */
    @Test
    void ownAddressChanged_theRenewalIsANewSubscriptionThere() throws Exception {
        URI before = router.callback();
        router.moveTo("127.0.0.7");
        router.plans.next().task().run();

        assertAsked("UNSUBSCRIBE", router.request());
        router.awaitSubscription();
        assertEquals("127.0.0.7", router.callback().getHost());
        assertNotEquals(before.getPath(), router.callback().getPath());
        assertThrows(
                IOException.class, () -> new Socket(before.getHost(), before.getPort()).close());
    }

    @Test
    void ownAddressUnchanged_theSubscriptionIsRenewed() throws Exception {
        router.plans.next().task().run();
        assertEquals(SID, router.request().header("SID"));
        router.plans.next();
        router.assertUnaskedAndQuiet();
    }

    /** Some begin to count at 1, which is no gap that a new subscription could close. */
    @Test
    void firstEvent_maySayAnyNumber() throws Exception {
        router.event("7");
        router.events.next();
        assertAsked("UNSUBSCRIBE", router.request());
        assertAsked("SUBSCRIBE", router.request());
        // Kept until the new subscription was answered, or taken after it.
        while (router.event("1") != 200) {
            Thread.onSpinWait();
        }
        router.events.next();
        assertEquals(200, router.event("2"));
        router.events.next();
        router.subscriber.end();
        assertAsked("UNSUBSCRIBE", router.request());
        router.assertUnaskedAndQuiet();
    }

    @Test
    void close_tellsTheRouter_andListensNoMore() throws Exception {
        router.subscriber.end();
        assertEquals(SID, router.request().header("SID"));
        assertFalse(
                Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(thread -> thread.getName().equals("postern-events")));
    }

    @Test
    void closedWhileTheRouterIsAsked_theSubscriptionIsGivenBack() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        BlockingQueue<Request> heard = new LinkedBlockingQueue<>();
        StubHttpDevice.Answers answers =
                (connection, request) -> {
                    heard.add(request);
                    closed.await();
                    StubHttpDevice.write(connection, SubscribedRouter.granted("uuid:late"));
                };
        try (StubHttpDevice slow = StubHttpDevice.servingInTurn(answers)) {
            URI url = slow.url("/evt");
            EventSubscriber hasty =
                    new EventSubscriber(
                            router.http,
                            url,
                            Peer.named(url, LOOPBACK),
                            new PlannedTasks(),
                            new RecordedEvents());
            hasty.start();
            assertAsked("SUBSCRIBE", heard.poll(30, TimeUnit.SECONDS));
            hasty.end();
            closed.countDown();
            assertAsked("UNSUBSCRIBE", heard.poll(30, TimeUnit.SECONDS));
        }
    }

    private static void assertAsked(String method, Request request) {
        assertEquals(method, request.method());
        assertEquals("/evt", request.path());
        assertTrue(request.head().contains(" HTTP/1.1"), request.head());
    }
}
