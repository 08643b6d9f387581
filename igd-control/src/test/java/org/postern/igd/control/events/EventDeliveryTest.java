package org.postern.igd.control.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
                        http, url, Peer.named(url, LOOPBACK), (delay, task) -> () -> {}, listener);
        subscriber.start();
        Matcher found = CALLBACK.matcher(request());
        assertTrue(found.find());
        callback = URI.create(found.group(1));
        awaitSubscription();
        // It may have been kept until the subscription was answered.
        assertEquals("Connected", event().get("ConnectionStatus"));
    }

    @AfterEach
    void close() throws IOException {
        subscriber.close();
        http.close();
        router.close();
    }

    @Test
    void eventsInOrder_areTold() throws Exception {
        assertTrue(notify(callback.getPath(), SID, "1", BODY).contains(" 200 "));
        assertTrue(notify(callback.getPath() + "/?x=1", SID, "2", BODY).contains(" 200 "));
        assertEquals(2, events.size());
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
        assertEquals(1, events.size());
        assertTrue(request().startsWith("UNSUBSCRIBE /evt HTTP/1.1"));
        String again = request();
        assertTrue(again.startsWith("SUBSCRIBE /evt HTTP/1.1"), again);
        assertTrue(again.contains(callback.toString()), again);
    }

    @Test
    void strangersMessages_areRefused() throws Exception {
        assertTrue(notify(callback.getPath(), "uuid:nobody", "1", BODY).contains(" 412 "));
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
        subscriber.close();
        assertTrue(request().contains("SID: " + SID));
        assertFalse(
                Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(thread -> thread.getName().equals("postern-events")));
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
