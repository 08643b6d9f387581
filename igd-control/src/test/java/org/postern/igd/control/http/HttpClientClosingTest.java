// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

@Timeout(30)
class HttpClientClosingTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void closing_failsWhatRunsAndWhatWaits() throws Exception {
        HttpClient client = new HttpClient();
        try (StubServer server = StubServer.hanging()) {
            List<CompletableFuture<HttpResponse>> all = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                all.add(client.send(server.get(LONG)));
            }
            client.close();

            for (CompletableFuture<HttpResponse> each : all) {
                ExecutionException failure = assertThrows(ExecutionException.class, each::get);
                assertInstanceOf(IOException.class, failure.getCause());
            }
        }
    }

    @Test
    void closing_endsTheThread() throws Exception {
        HttpClient client = new HttpClient();
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        try (StubServer server = StubServer.hanging()) {
            client.send(server.get(LONG))
                    .whenComplete((response, trouble) -> worker.complete(Thread.currentThread()));
            client.close();
            Thread own = worker.get();

            assertEquals("postern-http", own.getName());
            assertTrue(own.isDaemon());
            assertFalse(own.isAlive());
        }
    }

    @Test
    void closing_whileInterrupted_endsBothThreads() throws Exception {
        HttpClient client = new HttpClient();
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        CountDownLatch listening = new CountDownLatch(1);
        StubServer.Script answer =
                connection -> {
                    connection.getInputStream().read(new byte[4096]);
                    listening.await();
                    connection.getOutputStream().write(OK.getBytes(StandardCharsets.UTF_8));
                };
        try (StubServer server = StubServer.start(answer)) {
            client.send(server.get(LONG))
                    .thenAccept(response -> worker.complete(Thread.currentThread()));
            listening.countDown();
            Thread answers = worker.get();
            assertEquals("postern-answers", answers.getName());

            Thread.currentThread().interrupt();
            client.close();

            assertTrue(Thread.interrupted());
            answers.join(10_000);
            assertFalse(answers.isAlive());
        }
    }

    @Test
    void closing_fromADependent_doesNotWaitForItself() throws Exception {
        HttpClient client = new HttpClient();
        try (StubServer server = StubServer.answering(OK)) {
            assertEquals(
                    200,
                    client.send(server.get(LONG))
                            .whenComplete((response, trouble) -> client.close())
                            .get()
                            .status());
        }
    }

    @Test
    void closedClient_refusesRequests() {
        HttpClient client = new HttpClient();
        client.close();
        client.close();

        CompletionException failure =
                assertThrows(CompletionException.class, () -> refused(client).join());
        assertInstanceOf(IOException.class, failure.getCause());
    }

    private static CompletableFuture<HttpResponse> refused(HttpClient client) {
        try (StubServer server = StubServer.hanging()) {
            return client.send(server.get(LONG));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
