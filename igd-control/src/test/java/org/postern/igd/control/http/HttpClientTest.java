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
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

@Timeout(30)
class HttpClientTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(300);

    /** As many as can fill the client. */
    private static final int PEERS = Connections.MAX_OPEN / Connections.MAX_OPEN_PER_PEER;

    private final HttpClient client = new HttpClient();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void headerAndBody_leaveInOneWrite() throws Exception {
        CompletableFuture<String> firstRead = new CompletableFuture<>();
        try (StubHttpDevice server =
                StubHttpDevice.start(
                        connection -> {
                            byte[] buffer = new byte[64 * 1024];
                            int count = connection.getInputStream().read(buffer);
                            firstRead.complete(
                                    new String(buffer, 0, count, StandardCharsets.UTF_8));
                        })) {
            HttpRequest get = Requests.get(server, LONG);
            byte[] body = "b".repeat(2000).getBytes(StandardCharsets.UTF_8);
            client.send(
                    new HttpRequest(
                            "POST", get.uri(), get.peer(), Map.of(), body, LONG, get.answer()));

            String request = firstRead.get();
            assertTrue(request.endsWith("Connection: close\r\n\r\n" + "b".repeat(2000)), request);
        }
    }

    @Test
    void answer_comesWithTheLocalAddress() throws Exception {
        try (StubHttpDevice server = StubHttpDevice.answering(OK)) {
            HttpResponse response = client.send(Requests.get(server, LONG)).get();

            assertEquals(200, response.status());
            assertEquals("ok", new String(response.body(), StandardCharsets.UTF_8));
            assertEquals(InetAddress.getByName("127.0.0.1"), response.localAddress());
        }
    }

    @Test
    void answerInManyPieces_isPutTogether() throws Exception {
        String document = "<root>" + "<a>1</a>".repeat(20_000) + "</root>";
        try (StubHttpDevice server =
                StubHttpDevice.answering("HTTP/1.0 200 OK\r\n\r\n" + document)) {
            HttpResponse response = client.send(Requests.get(server, LONG)).get();

            assertEquals(document, new String(response.body(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void serverThatNeverAnswers_endsByTheDeadline() throws Exception {
        try (StubHttpDevice server = StubHttpDevice.hanging()) {
            assertInstanceOf(
                    SocketTimeoutException.class,
                    failure(client.send(Requests.get(server, SHORT))));
        }
    }

    @Test
    void serverThatSendsByteByByte_endsByTheDeadline() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (StubHttpDevice server =
                StubHttpDevice.start(
                        connection -> {
                            for (byte each : "HTTP/1.1 200 OK\r\nContent-Length".getBytes()) {
                                connection.getOutputStream().write(each);
                                never.await(50, TimeUnit.MILLISECONDS);
                            }
                        })) {
            assertInstanceOf(
                    SocketTimeoutException.class,
                    failure(client.send(Requests.get(server, SHORT))));
        }
    }

    /** Quirk D32: too short a length, and then the connection stays open. */
    @Test
    void documentThatStaysCut_isGivenAtTheDeadline() throws Exception {
        String cut = "<root><device></dev";
        try (StubHttpDevice server =
                StubHttpDevice.start(
                        connection -> {
                            String answer = "HTTP/1.1 200 OK\r\nContent-Length: 19\r\n\r\n" + cut;
                            connection.getOutputStream().write(answer.getBytes());
                            connection.getInputStream().transferTo(connection.getOutputStream());
                        })) {
            HttpResponse response = client.send(Requests.get(server, Duration.ofSeconds(2))).get();

            assertTrue(new String(response.body(), StandardCharsets.UTF_8).startsWith(cut));
        }
    }

    @Test
    void cancelling_resetsTheConnection_soThatNothingMoreIsSent() throws Exception {
        CountDownLatch requested = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (StubHttpDevice server =
                StubHttpDevice.start(
                        connection -> {
                            connection.getInputStream().read(new byte[4096]);
                            requested.countDown();
                            // Closed in the ordinary way, it would end with -1.
                            assertThrows(IOException.class, connection.getInputStream()::read);
                            ended.countDown();
                        })) {
            CompletableFuture<HttpResponse> exchange = client.send(Requests.get(server, LONG));
            requested.await();
            exchange.cancel(false);

            ended.await();
        }
    }

    @Test
    void hangingServers_doNotDelayALiveOne() throws Exception {
        try (StubHttpDevice hanging = StubHttpDevice.hanging();
                StubHttpDevice live = StubHttpDevice.answering("127.0.0.2", OK)) {
            List<CompletableFuture<HttpResponse>> stuck = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                stuck.add(client.send(Requests.get(hanging, LONG)));
            }
            assertEquals(200, client.send(Requests.get(live, LONG)).get().status());
            assertTrue(stuck.stream().noneMatch(CompletableFuture::isDone));
        }
    }

    @Test
    void moreThanTheBoundOfOnePeer_waitForTheirTurn() throws Exception {
        assertBounded(1, Connections.MAX_OPEN_PER_PEER);
    }

    @Test
    void moreThanTheBound_waitForTheirTurn() throws Exception {
        // The last two find it full, and may do one thing each.
        assertBounded(PEERS + 2, Connections.MAX_OPEN + 2);
    }

    @Test
    void hostsThatFillTheClient_keepNobodyElseOut() throws Exception {
        List<StubHttpDevice> hanging = new ArrayList<>();
        try (StubHttpDevice live = StubHttpDevice.answering(OK)) {
            for (int peer = 1; peer <= PEERS; peer++) {
                StubHttpDevice server = StubHttpDevice.hanging("127.0.1." + peer);
                hanging.add(server);
                // Together they fill what runs and what waits.
                for (int i = 0; i < Connections.MAX_OPEN_PER_PEER * 6; i++) {
                    client.send(Requests.get(server, LONG));
                }
            }
            for (int i = 0; i < 3; i++) {
                assertEquals(200, client.send(Requests.get(live, LONG)).get().status());
            }
        } finally {
            hanging.forEach(StubHttpDevice::close);
        }
    }

    /** Lets all requests hang until as many as may run have come, then answers them all. */
    private void assertBounded(int peers, int bound) throws Exception {
        CountDownLatch enough = new CountDownLatch(bound);
        CountDownLatch go = new CountDownLatch(1);
        StubHttpDevice.Script script =
                connection -> {
                    connection.getInputStream().read(new byte[4096]);
                    enough.countDown();
                    go.await();
                    connection.getOutputStream().write(OK.getBytes());
                };
        List<StubHttpDevice> servers = new ArrayList<>();
        try {
            List<CompletableFuture<HttpResponse>> all = new ArrayList<>();
            for (int peer = 1; peer <= peers; peer++) {
                StubHttpDevice server = StubHttpDevice.start("127.0.1." + peer, 0, script);
                servers.add(server);
                for (int i = 0; i < Connections.MAX_OPEN_PER_PEER + 4; i++) {
                    all.add(client.send(Requests.get(server, LONG)));
                }
            }
            enough.await();
            assertEquals(bound, servers.stream().mapToInt(StubHttpDevice::connectionCount).sum());
            go.countDown();
            for (CompletableFuture<HttpResponse> each : all) {
                assertEquals(200, each.get().status());
            }
        } finally {
            servers.forEach(StubHttpDevice::close);
        }
    }

    @Test
    void waitingForATurn_countsTowardTheDeadline() throws Exception {
        try (StubHttpDevice server = StubHttpDevice.hanging()) {
            for (int i = 0; i < Connections.MAX_OPEN_PER_PEER; i++) {
                client.send(Requests.get(server, LONG));
            }
            assertInstanceOf(
                    SocketTimeoutException.class,
                    failure(client.send(Requests.get(server, SHORT))));
        }
    }

    @Test
    void endedExchanges_makeRoomForThePeersNext() throws Exception {
        try (StubHttpDevice hanging = StubHttpDevice.hanging();
                StubHttpDevice live = StubHttpDevice.answering(OK)) {
            List<CompletableFuture<HttpResponse>> stuck = new ArrayList<>();
            for (int i = 0; i < Connections.MAX_OPEN_PER_PEER + 4; i++) {
                stuck.add(client.send(Requests.get(hanging, LONG)));
            }
            CompletableFuture<HttpResponse> next = client.send(Requests.get(live, LONG));
            // Some of them run and some wait.
            stuck.forEach(each -> each.cancel(false));

            assertEquals(200, next.get().status());
        }
    }

    @Test
    void refusedConnection_isAFailure() throws Exception {
        int port;
        try (StubHttpDevice gone = StubHttpDevice.hanging()) {
            port = gone.port();
        }
        URI uri = URI.create("http://127.0.0.1:" + port + "/");
        HttpRequest request =
                HttpRequest.get(
                        uri, InetAddress.getByName("127.0.0.1"), LONG, DocumentEnd.of("root"));

        assertInstanceOf(IOException.class, failure(client.send(request)));
    }

    @Test
    void serverThatSpeaksSomethingElse_isAFormatFailure() throws Exception {
        try (StubHttpDevice server = StubHttpDevice.answering("220 ready\r\n")) {
            assertInstanceOf(
                    HttpFormatException.class, failure(client.send(Requests.get(server, LONG))));
        }
    }

    private static Throwable failure(CompletableFuture<HttpResponse> exchange) {
        return assertThrows(ExecutionException.class, exchange::get).getCause();
    }
}
