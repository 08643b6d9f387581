// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.testkit.StubHttpDevice;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/** Exchanges that a thread carries out itself while it waits for the answer. */
@Timeout(60)
class CallerExchangeTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration SOON = Duration.ofMillis(5);
    private static final RetryPolicy EAGER = new RetryPolicy(5, SOON, 3, SOON, false);

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private final HttpClient client = new HttpClient();

    @AfterEach
    void close() {
        client.close();
    }

    /** A caller on a thread of its own. */
    private static final class Caller {
        private final FutureTask<HttpResponse> call;
        private final Thread thread;

        Caller(HttpClient client, HttpRequest request) {
            call = new FutureTask<>(() -> client.exchange(request, RetryPolicy.ONCE));
            thread = new Thread(call, "test-caller");
            thread.setDaemon(true);
            thread.start();
        }

        Throwable failure() {
            return assertThrows(ExecutionException.class, call::get).getCause();
        }
    }

    private HttpResponse exchange(StubHttpDevice device, Duration timeout) throws Exception {
        return client.exchange(Requests.get(device, timeout), RetryPolicy.QUESTION);
    }

    @Test
    void answer_comesWithoutAThreadOfTheClient() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (StubHttpDevice server = StubHttpDevice.answering(OK)) {
            for (int i = 0; i < 3; i++) {
                HttpResponse response = exchange(server, LONG);
                assertEquals("ok", new String(response.body(), StandardCharsets.UTF_8));
            }
        }
        assertTrue(
                Thread.getAllStackTraces().keySet().stream()
                        .filter(each -> !before.contains(each))
                        .noneMatch(each -> each.getName().startsWith("postern-")));
    }

    @Test
    void interrupt_resetsTheConnection() throws Exception {
        CountDownLatch requested = new CountDownLatch(1);
        CountDownLatch reset = new CountDownLatch(1);
        try (StubHttpDevice server =
                StubHttpDevice.start(
                        connection -> {
                            connection.getInputStream().read(new byte[4096]);
                            requested.countDown();
                            // Closed in the ordinary way, it would end with -1.
                            assertThrows(IOException.class, connection.getInputStream()::read);
                            reset.countDown();
                        })) {
            Caller caller = new Caller(client, Requests.get(server, LONG));
            requested.await();
            caller.thread.interrupt();

            assertInstanceOf(InterruptedException.class, caller.failure());
            reset.await();
        }
    }

    @Test
    void interruptedCaller_sendsNothing() throws Exception {
        try (StubHttpDevice server = StubHttpDevice.answering(OK)) {
            Thread.currentThread().interrupt();

            assertThrows(InterruptedException.class, () -> exchange(server, LONG));
            assertFalse(Thread.interrupted());
            assertEquals(0, server.connectionCount());
        }
    }

    @Test
    void closing_endsTheExchange_andReturnsWhenItHasEnded() throws Exception {
        CountDownLatch requested = new CountDownLatch(1);
        try (StubHttpDevice server =
                StubHttpDevice.start(
                        connection -> {
                            connection.getInputStream().read(new byte[4096]);
                            requested.countDown();
                            connection.getInputStream().read();
                        })) {
            Caller caller = new Caller(client, Requests.get(server, LONG));
            requested.await();
            client.close();

            assertInstanceOf(IOException.class, caller.failure());
            assertThrows(IOException.class, () -> exchange(server, LONG));
        }
    }

    @Test
    void serverThatNeverAnswers_endsByTheDeadline() throws Exception {
        try (StubHttpDevice server = StubHttpDevice.hanging()) {
            assertThrows(SocketTimeoutException.class, () -> exchange(server, SHORT));
        }
    }

    @Test
    void withoutAnyTime_endsAtOnce() throws Exception {
        try (StubHttpDevice server = StubHttpDevice.hanging()) {
            assertThrows(SocketTimeoutException.class, () -> exchange(server, Duration.ZERO));
        }
    }

    @Test
    void nobodyThere_isRefused() throws Exception {
        StubHttpDevice gone = StubHttpDevice.hanging();
        gone.close();

        assertThrows(ConnectException.class, () -> exchange(gone, LONG));
    }

    @Test
    void serverThatSpeaksSomethingElse_isAFormatFailure() throws Exception {
        try (StubHttpDevice server = StubHttpDevice.answering("220 ready\r\n")) {
            assertThrows(HttpFormatException.class, () -> exchange(server, LONG));
        }
    }

    @Test
    void noAnswerToTheFirstRequest_theSecondIsAnswered_andTheFirstReset() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        CountDownLatch reset = new CountDownLatch(1);
        try (StubHttpDevice server =
                StubHttpDevice.start(
                        connection -> {
                            connection.getInputStream().read(new byte[4096]);
                            if (requests.incrementAndGet() == 1) {
                                assertThrows(IOException.class, connection.getInputStream()::read);
                                reset.countDown();
                            } else {
                                connection.getOutputStream().write(OK.getBytes());
                            }
                        })) {
            assertEquals(200, client.exchange(Requests.get(server, LONG), EAGER).status());
            reset.await();
        }
    }

    /** A large answer of one device is read by the thread that asked for it. */
    @Test
    void callers_doNotWaitForEachOther() throws Exception {
        CountDownLatch requested = new CountDownLatch(1);
        try (StubHttpDevice hanging =
                        StubHttpDevice.start(
                                connection -> {
                                    connection.getInputStream().read(new byte[4096]);
                                    requested.countDown();
                                    connection.getInputStream().read();
                                });
                StubHttpDevice live = StubHttpDevice.answering(OK)) {
            Caller stuck = new Caller(client, Requests.get(hanging, LONG));
            requested.await();

            assertEquals(200, exchange(live, LONG).status());
            assertFalse(stuck.call.isDone());
        }
    }

    /** Theirs are counted with those of the client's thread, and make room for what waits there. */
    @Test
    void callers_keepToTheBoundOfOnePeer() throws Exception {
        int callers = Connections.MAX_OPEN_PER_PEER / 4;
        CountDownLatch first = new CountDownLatch(callers);
        CountDownLatch full = new CountDownLatch(Connections.MAX_OPEN_PER_PEER);
        CountDownLatch further = new CountDownLatch(Connections.MAX_OPEN_PER_PEER + 1);
        try (StubHttpDevice server =
                StubHttpDevice.start(connection -> hang(connection, first, full, further))) {
            List<Caller> waiting = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                waiting.add(new Caller(client, Requests.get(server, LONG)));
            }
            first.await();
            List<CompletableFuture<HttpResponse>> sent = new ArrayList<>();
            for (int i = callers; i < Connections.MAX_OPEN_PER_PEER + 1; i++) {
                sent.add(client.send(Requests.get(server, LONG)));
            }
            full.await();
            assertEquals(Connections.MAX_OPEN_PER_PEER, server.connectionCount());
            waiting.get(0).thread.interrupt();

            further.await();
            assertTrue(sent.stream().noneMatch(CompletableFuture::isDone));
        }
    }

    private static void hang(Socket connection, CountDownLatch... requests) throws IOException {
        connection.getInputStream().read(new byte[4096]);
        for (CountDownLatch each : requests) {
            each.countDown();
        }
        connection.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    /** Each caller has a selector while it waits. */
    @Test
    void selectors_areKeptForAFewCallers_andUntilTheEnd() throws Exception {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "Only Linux lists the files of a process.");
        int callers = 8;
        long before = selectors();
        CountDownLatch all = new CountDownLatch(callers);
        CountDownLatch go = new CountDownLatch(1);
        try (StubHttpDevice server =
                StubHttpDevice.start(
                        connection -> {
                            connection.getInputStream().read(new byte[4096]);
                            all.countDown();
                            go.await();
                            connection.getOutputStream().write(OK.getBytes());
                        })) {
            List<Caller> waiting = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                waiting.add(new Caller(client, Requests.get(server, LONG)));
            }
            all.await();
            assertEquals(before + callers, selectors());
            go.countDown();
            for (Caller each : waiting) {
                assertEquals(200, each.call.get().status());
            }
            assertEquals(before + CallerLoops.MOST_IDLE, selectors());

            assertThrows(SocketTimeoutException.class, () -> exchange(server, Duration.ZERO));
            assertEquals(before + CallerLoops.MOST_IDLE, selectors());
        }
        client.close();
        assertEquals(before, selectors());
    }

    private static long selectors() throws IOException {
        long count = 0;
        try (DirectoryStream<Path> open = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path each : open) {
                if (Files.isSymbolicLink(each)
                        && Files.readSymbolicLink(each).toString().contains("eventpoll")) {
                    count++;
                }
            }
        }
        return count;
    }

    @Test
    void whereManyConnectionsAreOpen_theCallerWaitsForItsTurn() throws Exception {
        CountDownLatch full = new CountDownLatch(Connections.MAX_OPEN_PER_PEER);
        CountDownLatch go = new CountDownLatch(1);
        try (StubHttpDevice server =
                StubHttpDevice.start(
                        connection -> {
                            connection.getInputStream().read(new byte[4096]);
                            full.countDown();
                            go.await();
                            connection.getOutputStream().write(OK.getBytes());
                        })) {
            for (int i = 0; i < Connections.MAX_OPEN_PER_PEER; i++) {
                client.send(Requests.get(server, LONG));
            }
            full.await();
            Caller caller = new Caller(client, Requests.get(server, LONG));
            go.countDown();

            assertEquals(200, caller.call.get().status());
        }
    }
}
