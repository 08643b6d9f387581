// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/** What waits while a document that is slow to read is read. */
@Timeout(60)
class ResponseDispatcherTest {
    private final ResponseDispatcher delivery = new ResponseDispatcher();
    private final CountDownLatch read = new CountDownLatch(1);

    @BeforeEach
    void somethingIsReadForLong() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CompletableFuture<HttpResponse> slow = new CompletableFuture<>();
        slow.thenRun(
                () -> {
                    reading.countDown();
                    hold();
                });
        delivery.add(address("192.0.2.1"), answer(1), slow);
        reading.await();
    }

    private void hold() {
        try {
            read.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void close() {
        read.countDown();
        delivery.close();
    }

    @Test
    void oneHostsAnswers_waitUpToABound() throws Exception {
        List<CompletableFuture<HttpResponse>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(add("192.0.2.2", HttpResponseParser.MAX_BODY));
        }
        long kept = answers.stream().filter(each -> !each.isDone()).count();
        assertTrue(
                kept * HttpResponseParser.MAX_BODY <= ResponseDispatcher.MOST_OF_ONE_HOST,
                "" + kept);
        assertTrue(kept > 0);
        ExecutionException refusal = assertThrows(ExecutionException.class, answers.get(99)::get);
        assertInstanceOf(IOException.class, refusal.getCause());
    }

    @Test
    void manyHostsAnswers_waitUpToABound_andLeaveRoomForOneMoreHost() throws Exception {
        List<CompletableFuture<HttpResponse>> answers = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            answers.add(add("198.51.100." + i % 20, HttpResponseParser.MAX_BODY));
        }
        long kept = answers.stream().filter(each -> !each.isDone()).count();
        assertTrue(kept * HttpResponseParser.MAX_BODY <= ResponseDispatcher.MOST, "" + kept);
        CompletableFuture<HttpResponse> router = add("192.0.2.9", 5_000);
        assertFalse(router.isDone());
        read.countDown();
        assertEquals(200, router.get().status());
    }

    @Test
    void whatWasReadMakesRoom() throws Exception {
        for (int i = 0; i < 100; i++) {
            add("192.0.2.2", HttpResponseParser.MAX_BODY);
        }
        CompletableFuture<HttpResponse> last = add("192.0.2.3", 1);
        read.countDown();
        last.get();
        // What came from there was heavier, so that it may be read only now.
        CompletableFuture<HttpResponse> again = add("192.0.2.2", HttpResponseParser.MAX_BODY);
        while (again.isCompletedExceptionally()) {
            again = add("192.0.2.2", HttpResponseParser.MAX_BODY);
        }
        assertEquals(200, again.get().status());
    }

    private CompletableFuture<HttpResponse> add(String host, int length) throws IOException {
        CompletableFuture<HttpResponse> to = new CompletableFuture<>();
        delivery.add(address(host), answer(length), to);
        return to;
    }

    private static HttpResponse answer(int length) throws IOException {
        return new HttpResponse(200, new byte[length], InetAddress.getLoopbackAddress());
    }

    private static InetAddress address(String literal) throws IOException {
        return InetAddress.getByName(literal);
    }
}
