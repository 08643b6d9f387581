// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.testkit.ModelGateway.address;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What routers send by themselves: all on one thread, and none at the cost of another. */
@Timeout(60)
class CallbackServerTest {
    private static final InetAddress LOCAL = address("127.0.0.1");
    private static final InetAddress FIRST = address("127.0.0.2");
    private static final InetAddress SECOND = address("127.0.0.3");

    private static final DocumentEnd EVENT = DocumentEnd.of("propertyset");

    private final CallbackServer server = new CallbackServer();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final List<Socket> left = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket each : left) {
            each.close();
        }
        server.close();
    }

    @Test
    void routers_shareOneThread_whichEndsWithTheLast() throws Exception {
        Callback first = listen(FIRST);
        Callback second = listen(SECOND);
        assertEquals(1, threads());
        first.close();
        assertEquals(1, threads());
        assertTrue(send(SECOND, second.url(), second.url().getPath()).contains(" 200 "));
        second.close();
        assertEquals(0, threads());

        Callback third = listen(FIRST);
        assertEquals(1, threads());
        assertTrue(send(FIRST, third.url(), third.url().getPath()).contains(" 200 "));
    }

    @Test
    void nothingRuns_beforeSomebodyListens() {
        assertEquals(0, threads());
    }

    @Test
    void closedCallback_isNotReachable() throws Exception {
        listen(SECOND);
        Callback first = listen(FIRST);
        URI url = first.url();
        first.close();
        assertFalse(first.listensAt(LOCAL));
        // The other one keeps the thread, which lets go of the socket in its next round.
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (isReachable(url)) {
            assertTrue(System.nanoTime() - end < 0, "it still listens");
        }
        assertTrue(heard.isEmpty());
    }

    @Test
    void everyRouter_hasAPathOfItsOwn() throws Exception {
        Callback first = listen(FIRST);
        Callback second = listen(SECOND);
        assertNotEquals(first.url().getPath(), second.url().getPath());
        assertTrue(first.url().getPath().matches("/postern/[0-9a-f]{32}"));
    }

    @Test
    void oneRouter_cannotSpeakForAnother() throws Exception {
        Callback first = listen(FIRST);
        Callback second = listen(SECOND);
        assertEquals("", send(SECOND, first.url(), first.url().getPath()));
        assertEquals("", send(SECOND, first.url(), second.url().getPath()));
        assertTrue(send(FIRST, first.url(), second.url().getPath()).contains(" 412 "));
        assertTrue(heard.isEmpty());
    }

    @Test
    void floodOfOneRouter_doesNotKeepTheOthersEventsAway() throws Exception {
        Callback first = listen(FIRST);
        Callback second = listen(SECOND);
        for (int i = 0; i < 300; i++) {
            flood(FIRST, first.url());
            flood(FIRST, second.url());
        }
        assertTrue(send(SECOND, second.url(), second.url().getPath()).contains(" 200 "));
        assertEquals(second.url().getPath(), heard.poll());
    }

    /** However slowly each of its messages is read. */
    @Test
    void messagesOfOneRouter_areReadInTurnWithThoseOfOthers() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch ready = new CountDownLatch(1);
        Callback slow =
                server.listen(
                        LOCAL,
                        FIRST,
                        EVENT,
                        message -> {
                            reading.countDown();
                            await(ready);
                            return heard.add("slow");
                        });
        Callback other = listen(SECOND);
        begin(FIRST, slow.url());
        await(reading);
        // While the first of them is read, more of them come, and then one of the other.
        for (int i = 1; i < CallbackLoop.MAX_CONNECTIONS_OF_ONE; i++) {
            begin(FIRST, slow.url());
        }
        Socket event = begin(SECOND, other.url());
        ready.countDown();
        assertTrue(answer(event).contains(" 200 "));
        List<String> order = new ArrayList<>();
        heard.drainTo(order);
        assertTrue(order.indexOf(other.url().getPath()) <= 3, order::toString);
    }

    @Test
    void connectionsOfOneRouter_areFew() throws Exception {
        Callback first = listen(FIRST);
        for (int i = 0; i < CallbackLoop.MAX_CONNECTIONS_OF_ONE; i++) {
            flood(FIRST, first.url());
        }
        assertEquals("", send(FIRST, first.url(), first.url().getPath()));
        left.remove(0).close();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (send(FIRST, first.url(), first.url().getPath()).isEmpty()) {
            assertTrue(System.nanoTime() - end < 0, "no room again");
        }
    }

    @Test
    void oneHost_cannotTakeAllPlaces() throws Exception {
        for (int i = 0; i < CallbackServer.MAX_CALLBACKS_OF_ONE_PEER; i++) {
            listen(FIRST);
        }
        assertThrows(IOException.class, () -> listen(FIRST));
        Callback other = listen(SECOND);
        assertTrue(send(SECOND, other.url(), other.url().getPath()).contains(" 200 "));
    }

    @Test
    void places_areBounded_andGivenBack() throws Exception {
        List<Callback> all = new ArrayList<>();
        for (int i = 0; i < CallbackServer.MAX_CALLBACKS; i++) {
            all.add(listen(address("127.0.1." + i)));
        }
        assertThrows(IOException.class, () -> listen(FIRST));
        all.get(0).close();
        listen(FIRST);
        assertEquals(1, threads());
    }

    @Test
    void addressThatIsNotOurs_failsAndLeavesNothing() {
        assertThrows(
                IOException.class,
                () -> server.listen(address("192.0.2.1"), FIRST, EVENT, each -> true));
        assertEquals(0, threads());
    }

    @Test
    void closedServer_takesNobody() throws Exception {
        listen(FIRST);
        server.close();
        assertEquals(0, threads());
        assertThrows(IOException.class, () -> listen(FIRST));
        assertEquals(0, threads());
    }

    /** A listener may end its own subscription. */
    @Test
    void taker_mayCloseItsCallback() throws Exception {
        BlockingQueue<Callback> own = new LinkedBlockingQueue<>();
        Callback callback =
                server.listen(
                        LOCAL,
                        FIRST,
                        EVENT,
                        message -> {
                            own.remove().close();
                            return true;
                        });
        own.add(callback);
        assertTrue(send(FIRST, callback.url(), callback.url().getPath()).contains(" 200 "));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (threads() > 0) {
            assertTrue(System.nanoTime() - end < 0, "the thread does not end");
        }
    }

    private Callback listen(InetAddress peer) throws IOException {
        return server.listen(LOCAL, peer, EVENT, message -> heard.add(message.target()));
    }

    /** A connection on which no whole message comes. */
    private void flood(InetAddress from, URI to) {
        try {
            Socket socket = connect(from, to);
            left.add(socket);
            socket.getOutputStream().write('N');
        } catch (IOException e) {
            // Closed already, as it may be.
        }
    }

    private Socket begin(InetAddress from, URI to) throws IOException {
        Socket socket = connect(from, to);
        left.add(socket);
        socket.getOutputStream().write(message(to.getPath()));
        return socket;
    }

    private static byte[] message(String path) {
        return ("NOTIFY " + path + " HTTP/1.1\r\nSID: x\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String send(InetAddress from, URI to, String path) throws IOException {
        try (Socket socket = connect(from, to)) {
            socket.getOutputStream().write(message(path));
            return answer(socket);
        } catch (SocketException reset) {
            return "";
        }
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private static Socket connect(InetAddress from, URI to) throws IOException {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress(to.getHost(), to.getPort()));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static boolean isReachable(URI to) throws IOException {
        try (Socket socket = connect(FIRST, to)) {
            return socket.isConnected();
        } catch (SocketException e) {
            // Refused, or reset where the socket was let go of meanwhile.
            return false;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("postern-events"))
                .count();
    }
}
