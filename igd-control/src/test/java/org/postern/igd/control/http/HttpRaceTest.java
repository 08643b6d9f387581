// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.testkit.StubHttpDevice;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** One request on several connections, as a server sees it. */
@Timeout(30)
class HttpRaceTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String FAULT =
            "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 2\r\n\r\nno";
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration SOON = Duration.ofMillis(5);

    private static final Duration SOME = Duration.ofMillis(300);
    private static final RetryPolicy EAGER = new RetryPolicy(5, SOON, 3, SOON, false);
    private static final RetryPolicy ONCE = new RetryPolicy(5, SOON, 1, SOON, true);

    private final HttpClient client = new HttpClient();
    private final AtomicInteger requests = new AtomicInteger();

    @AfterEach
    void close() {
        client.close();
    }

    /** What a server does with the request of the given number, from 1 on. */
    private interface Reaction {
        void to(int number, Socket connection) throws IOException, InterruptedException;
    }

    private StubHttpDevice server(Reaction reaction) throws IOException {
        return StubHttpDevice.start(
                connection -> {
                    if (connection.getInputStream().read(new byte[4096]) > 0) {
                        reaction.to(requests.incrementAndGet(), connection);
                    }
                });
    }

    @Test
    void noAnswerToTheFirst_theSecondIsAnswered() throws Exception {
        try (StubHttpDevice server =
                server(
                        (number, connection) -> {
                            if (number == 1) {
                                awaitReset(connection);
                            } else {
                                say(OK, connection);
                            }
                        })) {
            assertEquals(200, client.send(Requests.get(server, LONG), EAGER).get().status());
        }
    }

    @Test
    void theFirstsLateAnswer_stillCounts() throws Exception {
        CountDownLatch askedAgain = new CountDownLatch(1);
        try (StubHttpDevice server =
                server(
                        (number, connection) -> {
                            if (number == 1) {
                                askedAgain.await();
                                say(OK, connection);
                            } else {
                                askedAgain.countDown();
                                awaitReset(connection);
                            }
                        })) {
            assertEquals(200, client.send(Requests.get(server, LONG), EAGER).get().status());
        }
    }

    /** What a router says is final, also when it says no. */
    @Test
    void theFirstWholeAnswer_countsWhateverItSays() throws Exception {
        try (StubHttpDevice server =
                server((number, connection) -> say(number == 1 ? FAULT : OK, connection))) {
            RetryPolicy patient = new RetryPolicy(5, LONG, 3, LONG, false);

            assertEquals(500, client.send(Requests.get(server, LONG), patient).get().status());
        }
    }

    @Test
    void anAnswer_resetsAllOtherConnections() throws Exception {
        CountDownLatch reset = new CountDownLatch(2);
        try (StubHttpDevice server =
                server(
                        (number, connection) -> {
                            if (number == 3) {
                                say(OK, connection);
                            } else {
                                awaitReset(connection);
                                reset.countDown();
                            }
                        })) {
            client.send(Requests.get(server, LONG), EAGER).get();

            reset.await();
        }
    }

    @Test
    void cancelling_resetsAllConnections() throws Exception {
        CountDownLatch asked = new CountDownLatch(3);
        CountDownLatch reset = new CountDownLatch(3);
        try (StubHttpDevice server =
                server(
                        (number, connection) -> {
                            asked.countDown();
                            awaitReset(connection);
                            reset.countDown();
                        })) {
            CompletableFuture<HttpResponse> answer = client.send(Requests.get(server, LONG), EAGER);
            asked.await();
            answer.cancel(false);

            reset.await();
        }
    }

    @Test
    void theDeadline_resetsAllConnections() throws Exception {
        CountDownLatch reset = new CountDownLatch(3);
        try (StubHttpDevice server =
                server(
                        (number, connection) -> {
                            awaitReset(connection);
                            reset.countDown();
                        })) {
            assertInstanceOf(
                    SocketTimeoutException.class,
                    failure(client.send(Requests.get(server, SHORT), EAGER)));

            reset.await();
            assertEquals(3, requests.get());
            assertEquals(3, server.connectionCount());
        }
    }

    @Test
    void whatMayBeAskedOnce_isSentOnce() throws Exception {
        try (StubHttpDevice server = server((number, connection) -> awaitReset(connection))) {
            assertInstanceOf(
                    SocketTimeoutException.class,
                    failure(client.send(Requests.get(server, SHORT), ONCE)));
            assertEquals(1, requests.get());
        }
    }

    @Test
    void whatMayBeAskedOnce_isNotSentAgainAfterAReset() throws Exception {
        try (StubHttpDevice server = server((number, connection) -> reset(connection))) {
            assertInstanceOf(
                    IOException.class, failure(client.send(Requests.get(server, LONG), ONCE)));
            assertEquals(1, requests.get());
        }
    }

    @Test
    void aReset_isNotTheEnd() throws Exception {
        try (StubHttpDevice server =
                server(
                        (number, connection) -> {
                            if (number == 1) {
                                reset(connection);
                            } else {
                                say(OK, connection);
                            }
                        })) {
            assertEquals(200, client.send(Requests.get(server, LONG), EAGER).get().status());
        }
    }

    @Test
    void aSecondReset_isTheEnd() throws Exception {
        try (StubHttpDevice server = server((number, connection) -> reset(connection))) {
            RetryPolicy patient = new RetryPolicy(5, SOME, 3, SOME, false);
            assertInstanceOf(
                    IOException.class, failure(client.send(Requests.get(server, LONG), patient)));
            // On a busy machine a third may be on its way before the second reset is seen.
            assertTrue(server.connectionCount() < 5);
        }
    }

    @Test
    void aConnectionThatFails_leavesTheOthersAlone() throws Exception {
        CountDownLatch failed = new CountDownLatch(2);
        try (StubHttpDevice server =
                server(
                        (number, connection) -> {
                            if (number == 1) {
                                failed.await();
                                say(OK, connection);
                            } else {
                                reset(connection);
                                failed.countDown();
                            }
                        })) {
            assertEquals(200, client.send(Requests.get(server, LONG), EAGER).get().status());
        }
    }

    @Test
    void nonsense_isNotAskedForAgain() throws Exception {
        try (StubHttpDevice server =
                server((number, connection) -> say("220 ready\r\n", connection))) {
            RetryPolicy patient = new RetryPolicy(5, LONG, 3, LONG, false);

            assertInstanceOf(
                    HttpFormatException.class,
                    failure(client.send(Requests.get(server, LONG), patient)));
            assertEquals(1, server.connectionCount());
        }
    }

    /** All together ask for more than the client's connections, were there no bound. */
    @Test
    void repeatedRequests_leaveRoomForWhatWasNotAskedYet() throws Exception {
        RetryPolicy greedy = new RetryPolicy(9, SOON, 9, SOON, false);
        List<StubHttpDevice> servers = new ArrayList<>();
        try {
            CountDownLatch asked = new CountDownLatch(100);
            for (int peer = 1; peer <= 10; peer++) {
                StubHttpDevice mute =
                        StubHttpDevice.start(
                                "127.0.1." + peer,
                                0,
                                connection -> {
                                    asked.countDown();
                                    awaitReset(connection);
                                });
                servers.add(mute);
                for (int i = 0; i < 10; i++) {
                    client.send(Requests.get(mute, LONG), greedy);
                }
            }
            StubHttpDevice live = StubHttpDevice.answering("127.0.1.99", OK);
            servers.add(live);
            asked.await();

            assertEquals(200, client.send(Requests.get(live, LONG), greedy).get().status());
            for (StubHttpDevice each : servers) {
                assertTrue(each.connectionCount() <= Connections.MAX_OPEN_PER_PEER);
            }
            int all = servers.stream().mapToInt(StubHttpDevice::connectionCount).sum();
            assertTrue(all <= 101 + Connections.AMPLE, all + " connections");
        } finally {
            servers.forEach(StubHttpDevice::close);
        }
    }

    private static void say(String answer, Socket connection) throws IOException {
        connection.getOutputStream().write(answer.getBytes());
    }

    private static void reset(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }

    /** Reads what is left of the request; fails the script if the client merely closes. */
    private static void awaitReset(Socket connection) throws IOException {
        try {
            while (connection.getInputStream().read() >= 0) {
                // Only the end counts.
            }
        } catch (IOException e) {
            return;
        }
        throw new IOException("closed, but not reset");
    }

    private static Throwable failure(CompletableFuture<HttpResponse> exchange) {
        return assertThrows(ExecutionException.class, exchange::get).getCause();
    }
}
