// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.http.HttpClient;
import org.postern.testkit.StubHttpDevice;
import org.postern.testkit.StubHttpDevice.Request;

import java.net.InetAddress;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What becomes of a subscription whose request goes wrong. */
@Timeout(60)
class CallbackSubscriptionTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final HttpClient http = new HttpClient();
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final CountDownLatch answers = new CountDownLatch(1);

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void theRequestNamesThePortOfThisMachine() throws Exception {
        answers.countDown();
        try (StubHttpDevice router = granting("uuid:7")) {
            CallbackSubscription subscription = open(router);
            Request subscribe = request();
            assertEquals("SUBSCRIBE", subscribe.method());
            assertEquals("upnp:event", subscribe.header("NT"));
            URI callback = URI.create(subscribe.header("CALLBACK").replaceAll("[<>]", ""));
            assertEquals("127.0.0.1", callback.getHost());
            assertEquals(8080, callback.getPort());
            subscription.close();
            subscription.close();
            Request end = request();
            assertEquals("UNSUBSCRIBE", end.method());
            assertEquals("uuid:7", end.header("SID"));
        }
        assertEquals(0, requests.size());
    }

    @Test
    void interruptedBeforeTheAnswer_theSubscriptionIsEndedWhenItComes() throws Exception {
        try (StubHttpDevice router = granting("uuid:8")) {
            Thread caller = Thread.currentThread();
            Thread interrupter =
                    new Thread(
                            () -> {
                                try {
                                    request();
                                } catch (InterruptedException e) {
                                    return;
                                }
                                caller.interrupt();
                            });
            interrupter.start();
            assertThrows(InterruptedException.class, () -> open(router));
            interrupter.join();
            answers.countDown();
            Request end = request();
            assertEquals("UNSUBSCRIBE", end.method());
            assertEquals("uuid:8", end.header("SID"));
        }
    }

    @Test
    void closedOnAnInterruptedThread_theRouterIsToldAllTheSame() throws Exception {
        answers.countDown();
        try (StubHttpDevice router = granting("uuid:9")) {
            CallbackSubscription subscription = open(router);
            request();
            Thread.currentThread().interrupt();
            subscription.close();
            assertTrue(Thread.interrupted());
            assertEquals("UNSUBSCRIBE", request().method());
        }
    }

    @Test
    void anAnswerThatNamesNoSubscription_isNone() throws Exception {
        answers.countDown();
        try (StubHttpDevice router = granting("")) {
            GatewayException failed = assertThrows(GatewayException.class, () -> open(router));
            assertEquals(Reason.INVALID_RESPONSE, failed.reason());
        }
    }

    @Test
    void anAnswerThatIsNoHttp_isInvalid() throws Exception {
        try (StubHttpDevice router = StubHttpDevice.answering("nonsense\r\n\r\n")) {
            GatewayException failed = assertThrows(GatewayException.class, () -> open(router));
            assertEquals(Reason.INVALID_RESPONSE, failed.reason());
        }
    }

    private StubHttpDevice granting(String sid) throws Exception {
        return StubHttpDevice.serving(
                (connection, request) -> {
                    requests.add(request);
                    answers.await();
                    StubHttpDevice.write(connection, SubscribedRouter.granted(sid));
                });
    }

    private CallbackSubscription open(StubHttpDevice router) throws Exception {
        URI url = router.url("/evt");
        return CallbackSubscription.open(http, url, Peer.named(url, LOOPBACK), "Router", 8080);
    }

    private Request request() throws InterruptedException {
        return Objects.requireNonNull(requests.poll(30, TimeUnit.SECONDS), "nothing was asked");
    }
}
