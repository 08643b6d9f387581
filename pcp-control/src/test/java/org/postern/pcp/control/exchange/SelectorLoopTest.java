// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.pcp.control.exchange.PcpOutcome.Cause;
import org.postern.pcp.control.exchange.PcpOutcome.Replied;
import org.postern.pcp.control.exchange.PcpOutcome.Unanswered;
import org.postern.pcp.control.fakes.StubServer;
import org.postern.pcp.control.packet.PcpReply.PmpAddress;
import org.postern.pcp.control.packet.PcpRequest;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

@Timeout(30)
class SelectorLoopTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Duration CALL = Duration.ofSeconds(20);
    private static final PcpRequest ADDRESS = new PcpRequest.PmpExternalAddress();
    private static final byte[] ANSWER = {0, (byte) 0x80, 0, 0, 0, 0, 0, 9, (byte) 203, 0, 113, 7};

    private final SelectorLoop loop = new SelectorLoop();
    private final PcpExchanges exchanges = new PcpExchanges(loop);

    @AfterEach
    void end() {
        loop.close();
    }

    @Test
    void aServer_answers() throws Exception {
        try (StubServer server = new StubServer(request -> List.of(ANSWER))) {
            assertEquals(answer(false), ask(server.address()).get());
        }
    }

    @Test
    void aRequestThatIsLost_isRepeated() throws Exception {
        try (StubServer server = new StubServer(request -> List.of())) {
            server.answers(request -> server.received().size() < 3 ? List.of() : List.of(ANSWER));

            assertEquals(answer(true), ask(server.address()).get());
        }
    }

    @Test
    void aClosedPort_isToldAtOnce() throws Exception {
        InetSocketAddress closed;
        try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            closed = (InetSocketAddress) socket.getLocalSocketAddress();
        }

        assertEquals(Cause.REFUSED, ((Unanswered) ask(closed).get()).cause());
    }

    @Test
    void anAddressThatIsNotOurs_sendsNothing() throws Exception {
        PcpEndpoint endpoint =
                new PcpEndpoint(
                        new InetSocketAddress(LOOPBACK, 1), InetAddress.getByName("192.0.2.1"));

        assertEquals(
                Cause.NOT_SENT,
                ((Unanswered) exchanges.ask(endpoint, ADDRESS, CALL).get()).cause());
    }

    /** Whoever sees the request's port may send to it, but the system drops that. */
    @Test
    void whatAnotherSends_isNotRead() throws Exception {
        byte[] forged = ANSWER.clone();
        forged[8] = 10;
        try (DatagramSocket server = new DatagramSocket(0, LOOPBACK);
                DatagramSocket other = new DatagramSocket(0, LOOPBACK)) {
            CompletableFuture<PcpOutcome> outcome =
                    ask((InetSocketAddress) server.getLocalSocketAddress());
            DatagramPacket request = new DatagramPacket(new byte[100], 100);
            server.receive(request);
            other.send(new DatagramPacket(forged, forged.length, request.getSocketAddress()));
            server.send(new DatagramPacket(ANSWER, ANSWER.length, request.getSocketAddress()));

            assertEquals(answer(false), outcome.get());
        }
    }

    @Test
    void whatIsSentToAGroup_isReceivedWithItsSender() throws Exception {
        InetSocketAddress group;
        try (DatagramSocket socket = new DatagramSocket(0)) {
            group = new InetSocketAddress("224.0.0.1", socket.getLocalPort());
        }
        NetworkInterface lo = NetworkInterface.getByInetAddress(LOOPBACK);
        CompletableFuture<InetSocketAddress> heard = new CompletableFuture<>();
        CompletableFuture<GroupSocket> listening = new CompletableFuture<>();
        loop.execute(
                () -> {
                    try {
                        GroupSocket socket =
                                loop.listen(group, (from, datagram) -> heard.complete(from));
                        socket.join(lo);
                        listening.complete(socket);
                    } catch (IOException e) {
                        listening.completeExceptionally(e);
                    }
                });
        GroupSocket socket = listening.get();
        try (MulticastSocket sender = new MulticastSocket(new InetSocketAddress(LOOPBACK, 0))) {
            sender.setNetworkInterface(lo);
            sender.send(new DatagramPacket(ANSWER, ANSWER.length, group));

            assertEquals(sender.getLocalSocketAddress(), heard.get());
        }
        loop.execute(socket::close);
    }

    @Test
    void tasks_runInOrder_andLaterOnesAtTheirTime() throws Exception {
        List<Integer> order = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(
                () -> {
                    loop.after(
                            Duration.ofMillis(300),
                            () -> {
                                order.add(4);
                                done.countDown();
                            });
                    loop.after(Duration.ofMillis(1), () -> order.add(3));
                    loop.after(Duration.ofMillis(1), () -> order.add(9)).run();
                    order.add(1);
                });
        loop.execute(() -> order.add(2));

        assertEquals(true, done.await(20, TimeUnit.SECONDS));
        assertEquals(List.of(1, 2, 3, 4), order);
    }

    @Test
    void afterTheEnd_thereIsNoThread_andExchangesAreOver() throws Exception {
        try (StubServer server = new StubServer(request -> List.of())) {
            CompletableFuture<PcpOutcome> outcome = ask(server.address());

            loop.close();

            assertEquals(Cause.CLOSED, ((Unanswered) outcome.get()).cause());
            assertEquals(Cause.CLOSED, ((Unanswered) ask(server.address()).get()).cause());
        }
        assertFalse(
                Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(each -> each.getName().equals("postern-pcp")));
    }

    private CompletableFuture<PcpOutcome> ask(InetSocketAddress server) {
        return exchanges.ask(new PcpEndpoint(server, LOOPBACK), ADDRESS, CALL);
    }

    private static PcpOutcome answer(boolean repeated) throws Exception {
        return new Replied(new PmpAddress(InetAddress.getByName("203.0.113.7"), 9), repeated);
    }
}
