// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.http.HttpClient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which messages are taken for events: only the router's, on the secret path, in their order. */
@Timeout(60)
class EventDeliveryTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Pattern CALLBACK = Pattern.compile("CALLBACK: <([^>]+)>");
    private static final String SID = "uuid:the-only-one";
    private static final String BODY =
            "<e:propertyset><e:property><ConnectionStatus>Connected</ConnectionStatus>"
                    + "</e:property></e:propertyset>";

    private final HttpClient http = new HttpClient();
    private final BlockingQueue<Map<String, String>> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private ServerSocket router;
    private final BlockingQueue<Runnable> plans = new LinkedBlockingQueue<>();
    private volatile InetAddress local = LOOPBACK;
    private EventSubscriber subscriber;
    private URI callback;

    @BeforeEach
    void subscribe() throws Exception {
        router = new ServerSocket(0, 8, LOOPBACK);
        Thread thread = new Thread(this::answerAll, "test-router");
        thread.setDaemon(true);
        thread.start();
        URI url = URI.create("http://127.0.0.1:" + router.getLocalPort() + "/evt");
        EventListener listener =
                new EventListener() {
                    @Override
                    public void changed(Map<String, String> values) {
                        events.add(values);
                    }

                    @Override
                    public void lost(String reason) {
                        requests.add("lost " + reason);
                    }
                };
        subscriber =
                new EventSubscriber(
                        http,
                        url,
                        Peer.named(url, LOOPBACK),
                        (delay, task) -> {
                            plans.add(task);
                            return () -> plans.remove(task);
                        },
                        listener,
                        host -> local);
        subscriber.start();
        callback = callback(request());
        awaitSubscription();
        // It may have been kept until the subscription was answered.
        assertEquals("Connected", event().get("ConnectionStatus"));
    }

    @AfterEach
    void close() throws IOException {
        subscriber.end();
        http.close();
        router.close();
    }

    @Test
    void eventsInOrder_areTold() throws Exception {
        assertTrue(notify(callback.getPath(), SID, "1", BODY).contains(" 200 "));
        assertTrue(notify(callback.getPath() + "/?x=1", SID, "2", BODY).contains(" 200 "));
        event();
        event();
        assertTrue(requests.isEmpty());
    }

    @Test
    void repeatedEvent_isToldOnce() throws Exception {
        assertTrue(notify(callback.getPath(), SID, "0", BODY).contains(" 200 "));
        assertTrue(events.isEmpty());
        assertTrue(requests.isEmpty());
    }

    @Test
    void missedEvent_leadsToANewSubscription() throws Exception {
        assertTrue(notify(callback.getPath(), SID, "7", BODY).contains(" 200 "));
        event();
        assertTrue(request().startsWith("UNSUBSCRIBE /evt HTTP/1.1"));
        String again = request();
        assertTrue(again.startsWith("SUBSCRIBE /evt HTTP/1.1"), again);
        assertTrue(again.contains(callback.toString()), again);
    }

    /** It was subscribed to with an address at which nobody is any more. */
    @Test
    void ownAddressChanged_theRenewalIsANewSubscriptionThere() throws Exception {
        URI before = callback;
        local = InetAddress.getByName("127.0.0.7");
        plan().run();

        assertTrue(request().startsWith("UNSUBSCRIBE /evt HTTP/1.1"));
        callback = callback(request());
        assertEquals("127.0.0.7", callback.getHost());
        assertNotEquals(before.getPath(), callback.getPath());
        awaitSubscription();
        event();
        assertThrows(
                IOException.class, () -> new Socket(before.getHost(), before.getPort()).close());
    }

    @Test
    void ownAddressUnchanged_theSubscriptionIsRenewed() throws Exception {
        plan().run();
        assertTrue(request().contains("SID: " + SID));
        plan();
        assertTrue(requests.isEmpty());
    }

    /** Some begin to count at 1, which is no gap that a new subscription could close. */
    @Test
    void firstEvent_maySayAnyNumber() throws Exception {
        notify(callback.getPath(), SID, "7", BODY);
        event();
        assertTrue(request().startsWith("UNSUBSCRIBE"));
        assertTrue(request().startsWith("SUBSCRIBE"));
        // Kept until the new subscription was answered, or taken after it.
        while (!notify(callback.getPath(), SID, "1", BODY).contains(" 200 ")) {
            Thread.onSpinWait();
        }
        event();
        assertTrue(notify(callback.getPath(), SID, "2", BODY).contains(" 200 "));
        event();
        subscriber.end();
        assertTrue(request().startsWith("UNSUBSCRIBE"));
        assertTrue(requests.isEmpty(), requests.toString());
    }

    @Test
    void eventWithoutALength_isTakenAtTheEndOfItsDocument() throws Exception {
        String whole = message(callback.getPath(), SID, "1", BODY);
        String answer = send(LOOPBACK, whole.replaceFirst("CONTENT-LENGTH: .*\r\n", ""));
        assertTrue(answer.contains(" 200 "), answer);
        assertEquals("Connected", event().get("ConnectionStatus"));
    }

    @Test
    void strangersMessages_areRefused() throws Exception {
        // Until the answer to SUBSCRIBE is read, anybody's may be the first one.
        while (!notify(callback.getPath(), "uuid:nobody", "1", BODY).contains(" 412 ")) {
            Thread.onSpinWait();
        }
        assertTrue(notify("/postern/", SID, "1", BODY).contains(" 412 "));
        assertTrue(notify("/", SID, "1", BODY).contains(" 412 "));
        assertTrue(
                send(
                                LOOPBACK,
                                "GET "
                                        + callback.getPath()
                                        + " HTTP/1.0\r\nSID: "
                                        + SID
                                        + "\r\nContent-Length: 0\r\n\r\n")
                        .contains(" 412 "));
        assertTrue(send(LOOPBACK, "nonsense\r\n\r\n").contains(" 400 "));
        assertTrue(events.isEmpty());
    }

    @Test
    void otherHosts_areNotListenedTo() throws Exception {
        InetAddress other = InetAddress.getByName("127.0.0.9");
        String answer;
        try {
            answer = send(other, message(callback.getPath(), SID, "1", BODY));
        } catch (SocketException reset) {
            answer = "";
        }
        assertEquals("", answer);
        assertTrue(events.isEmpty());
    }

    @Test
    void hugeEvent_isRefused() throws Exception {
        String answer;
        try {
            answer = notify(callback.getPath(), SID, "1", "<a>" + "x".repeat(200_000) + "</a>");
        } catch (SocketException reset) {
            answer = "";
        }
        assertFalse(answer.contains(" 200 "), answer);
        assertTrue(events.isEmpty());
    }

    @Test
    void close_tellsTheRouter_andListensNoMore() throws Exception {
        subscriber.end();
        assertTrue(request().contains("SID: " + SID));
        assertFalse(
                Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(thread -> thread.getName().equals("postern-events")));
    }

    @Test
    void closedWhileTheRouterIsAsked_theSubscriptionIsGivenBack() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (ServerSocket slow = new ServerSocket(0, 8, LOOPBACK)) {
            Thread thread = new Thread(() -> answerOnce(slow, asked, closed, heard), "test-slow");
            thread.setDaemon(true);
            thread.start();
            URI url = URI.create("http://127.0.0.1:" + slow.getLocalPort() + "/evt");
            EventSubscriber hasty =
                    new EventSubscriber(
                            http,
                            url,
                            Peer.named(url, LOOPBACK),
                            (delay, task) -> () -> {},
                            new EventListener() {
                                @Override
                                public void changed(Map<String, String> values) {}

                                @Override
                                public void lost(String reason) {}
                            });
            hasty.start();
            assertTrue(asked.await(30, TimeUnit.SECONDS));
            hasty.end();
            closed.countDown();
            String last = heard.poll(30, TimeUnit.SECONDS);
            assertTrue(String.valueOf(last).startsWith("UNSUBSCRIBE /evt"), last);
        }
    }

    /** Holds its first answer back, and takes down what comes then. */
    private static void answerOnce(
            ServerSocket server,
            CountDownLatch asked,
            CountDownLatch closed,
            BlockingQueue<String> heard) {
        try {
            try (Socket first = server.accept()) {
                first.getInputStream().read(new byte[4096]);
                asked.countDown();
                closed.await();
                String answer = "HTTP/1.1 200 OK\r\nSID: uuid:late\r\n\r\n";
                first.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            }
            try (Socket second = server.accept()) {
                byte[] head = new byte[4096];
                int length = second.getInputStream().read(head);
                heard.add(new String(head, 0, Math.max(0, length), StandardCharsets.US_ASCII));
            }
        } catch (IOException | InterruptedException e) {
            // The test is over.
        }
    }

    private Runnable plan() throws InterruptedException {
        return Objects.requireNonNull(plans.poll(30, TimeUnit.SECONDS), "nothing is planned");
    }

    private static URI callback(String request) {
        Matcher found = CALLBACK.matcher(request);
        assertTrue(found.find(), request);
        return URI.create(found.group(1));
    }

    private void awaitSubscription() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!notify(callback.getPath(), SID, "0", BODY).contains(" 200 ")) {
            assertTrue(System.nanoTime() - end < 0, "the subscription is never alive");
        }
    }

    private Map<String, String> event() throws InterruptedException {
        return Objects.requireNonNull(events.poll(30, TimeUnit.SECONDS), "no event came");
    }

    private String request() throws InterruptedException {
        return Objects.requireNonNull(requests.poll(30, TimeUnit.SECONDS), "nothing was asked");
    }

    private static String message(String path, String sid, String seq, String body) {
        return "NOTIFY "
                + path
                + " HTTP/1.1\r\nHOST: x\r\nNT: upnp:event\r\nNTS: upnp:propchange\r\nSID: "
                + sid
                + "\r\nSEQ: "
                + seq
                + "\r\nCONTENT-LENGTH: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    private String notify(String path, String sid, String seq, String body) throws IOException {
        return send(LOOPBACK, message(path, sid, seq, body));
    }

    private String send(InetAddress from, String message) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress(callback.getHost(), callback.getPort()));
            socket.getOutputStream().write(message.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();
            return new String(answer, StandardCharsets.US_ASCII);
        }
    }

    /** A router that takes every subscription and sends nothing by itself. */
    private void answerAll() {
        while (!router.isClosed()) {
            try (Socket connection = router.accept()) {
                byte[] head = new byte[4096];
                int length = connection.getInputStream().read(head);
                requests.add(new String(head, 0, Math.max(0, length), StandardCharsets.US_ASCII));
                String answer =
                        "HTTP/1.1 200 OK\r\nSID: " + SID + "\r\nTIMEOUT: Second-1800\r\n\r\n";
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // The test is over.
                return;
            }
        }
    }
}
