// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

@Timeout(60)
class CachedRoutesTest {
    private static final List<Route> HOME = List.of(route("192.168.1.1"));
    private static final List<Route> AWAY = List.of(route("10.0.0.1"));

    private final AtomicLong clock = new AtomicLong();
    private final SynchronousQueue<List<Route>> system = new SynchronousQueue<>();
    private final AtomicInteger questions = new AtomicInteger();
    private CachedRoutes routes =
            new CachedRoutes(
                    () -> {
                        questions.incrementAndGet();
                        return system.take();
                    },
                    clock::get);

    private static Route route(String gateway) {
        try {
            return new Route(InetAddress.getByName(gateway), "en0", 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void stop() {
        routes.stop();
        assertFalse(RouteThreads.lives());
    }

    @Test
    void nothingIsAskedBeforeSomebodyWantsToKnow() {
        assertFalse(RouteThreads.lives());
        assertEquals(0, questions.get());
    }

    @Test
    void theFirstLookDoesNotWait_aLaterOneKnows() throws Exception {
        assertEquals(List.of(), routes.get());
        assertEquals(List.of(), routes.get());
        answer(HOME);
        assertEquals(HOME, routes.get());
        assertEquals(1, questions.get());
    }

    @Test
    void afterAWhileItAsksAgain_andMeanwhileTellsWhatItKnew() throws Exception {
        routes.get();
        answer(HOME);
        clock.addAndGet(Duration.ofSeconds(6).toNanos());
        assertEquals(HOME, routes.get());
        answer(AWAY);
        assertEquals(AWAY, routes.get());
        assertEquals(2, questions.get());
    }

    @Test
    void whatWasKnownAMinuteAgoIsNotTold() throws Exception {
        routes.get();
        answer(HOME);
        clock.addAndGet(Duration.ofSeconds(61).toNanos());
        assertEquals(List.of(), routes.get());
        answer(AWAY);
        assertEquals(AWAY, routes.get());
    }

    @Test
    void aSystemThatDoesNotSay_isNoRoute() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        routes =
                new CachedRoutes(
                        () -> {
                            asked.countDown();
                            throw new IOException("no such command");
                        },
                        clock::get);
        routes.get();
        asked.await();
        awaitEnd();
        assertEquals(List.of(), routes.get());
    }

    @Test
    void stopEndsTheQuestion_andNoneFollows() {
        routes.get();
        assertTrue(RouteThreads.lives());
        routes.stop();
        assertFalse(RouteThreads.lives());
        routes.get();
        assertFalse(RouteThreads.lives());
    }

    /** Until the thread that took it is gone, so that the answer is known. */
    private void answer(List<Route> told) throws InterruptedException {
        system.put(told);
        awaitEnd();
    }

    private static void awaitEnd() throws InterruptedException {
        RouteThreads.awaitEnd();
    }
}
