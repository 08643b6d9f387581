// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.testkit.StubHttpDevice;

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
        try (StubHttpDevice server = StubHttpDevice.hanging()) {
            List<CompletableFuture<HttpResponse>> all = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                all.add(client.send(Requests.get(server, LONG)));
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
        try (StubHttpDevice server = StubHttpDevice.hanging()) {
            client.send(Requests.get(server, LONG))
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
        StubHttpDevice.Script answer =
                connection -> {
                    connection.getInputStream().read(new byte[4096]);
                    listening.await();
                    connection.getOutputStream().write(OK.getBytes(StandardCharsets.UTF_8));
                };
        try (StubHttpDevice server = StubHttpDevice.start(answer)) {
            client.send(Requests.get(server, LONG))
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
        try (StubHttpDevice server = StubHttpDevice.answering(OK)) {
            assertEquals(
                    200,
                    client.send(Requests.get(server, LONG))
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
        try (StubHttpDevice server = StubHttpDevice.hanging()) {
            return client.send(Requests.get(server, LONG));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
