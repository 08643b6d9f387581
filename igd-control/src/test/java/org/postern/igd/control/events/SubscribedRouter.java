// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.postern.igd.control.description.Peer;
import org.postern.igd.control.http.HttpClient;
import org.postern.testkit.StubHttpDevice;
import org.postern.testkit.StubHttpDevice.Request;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A router that takes every subscription and sends what a test says, and a subscriber to it. The
 * first event, 0, has come.
 */
final class SubscribedRouter implements AutoCloseable {
    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    static final String SID = "uuid:the-only-one";
    static final String BODY =
            "<e:propertyset><e:property><ConnectionStatus>Connected</ConnectionStatus>"
                    + "</e:property></e:propertyset>";

    final HttpClient http = new HttpClient();
    final RecordedEvents events = new RecordedEvents();
    final PlannedTasks plans = new PlannedTasks();
    final EventSubscriber subscriber;

    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final StubHttpDevice router;
    private volatile InetAddress local = LOOPBACK;
    private URI callback;

    SubscribedRouter() throws Exception {
        router =
                StubHttpDevice.servingInTurn(
                        (connection, request) -> {
                            requests.add(request);
                            StubHttpDevice.write(connection, granted(SID));
                        });
        URI url = router.url("/evt");
        subscriber =
                new EventSubscriber(
                        http, url, Peer.named(url, LOOPBACK), plans, events, host -> local);
        subscriber.start();
        awaitSubscription();
    }

    /** The answer to SUBSCRIBE. */
    static String granted(String sid) {
        return "HTTP/1.1 200 OK\r\nSID: " + sid + "\r\nTIMEOUT: Second-1800\r\n\r\n";
    }

    /** Waits until a subscription that is under way is known to the subscriber. */
    void awaitSubscription() throws Exception {
        String header = request().header("CALLBACK");
        callback = URI.create(header.substring(1, header.length() - 1));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (status(notify(callback.getPath(), SID, "0", BODY)) != 200) {
            assertTrue(System.nanoTime() - end < 0, "the subscription is never alive");
        }
        // It may have been kept until the subscription was answered.
        assertEquals("Connected", events.next().get("ConnectionStatus"));
    }

    /** Of the subscription of now. */
    URI callback() {
        return callback;
    }

    /** From now on the subscriber is at another address. */
    void moveTo(String address) throws IOException {
        local = InetAddress.getByName(address);
    }

    /** Waits for a request to the router. */
    Request request() throws InterruptedException {
        return Objects.requireNonNull(requests.poll(30, TimeUnit.SECONDS), "nothing was asked");
    }

    void assertUnaskedAndQuiet() {
        assertEquals(0, requests.size(), requests::toString);
        assertEquals(0, events.left());
    }

    /** Sends an event and returns the status of the answer. */
    int event(String seq) throws IOException {
        return status(notify(callback.getPath(), SID, seq, BODY));
    }

    String notify(String path, String sid, String seq, String body) throws IOException {
        return send(LOOPBACK, message(path, sid, seq, body));
    }

    static String message(String path, String sid, String seq, String body) {
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

    String send(InetAddress from, String message) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress(callback.getHost(), callback.getPort()));
            socket.getOutputStream().write(message.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();
            return new String(answer, StandardCharsets.US_ASCII);
        }
    }

    /** Of an answer; zero where there is none. */
    static int status(String answer) {
        return answer.isEmpty() ? 0 : Integer.parseInt(answer.split(" ", 3)[1]);
    }

    @Override
    public void close() {
        subscriber.end();
        http.close();
        router.close();
    }
}
