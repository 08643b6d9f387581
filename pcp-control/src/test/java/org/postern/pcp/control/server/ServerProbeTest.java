// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.fakes.ManualLoop;
import org.postern.pcp.control.fakes.ModelServer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

class ServerProbeTest {
    private static final Duration SEARCH = Duration.ofSeconds(2);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final ModelServer model = new ModelServer();
    private final ManualLoop loop = new ManualLoop();
    private final PcpServers servers = new PcpServers(loop);
    private final PcpServer server =
            servers.at(new PcpEndpoint(new InetSocketAddress(LOOPBACK, 5351), LOOPBACK));
    private final List<Optional<Dialect>> progress = new ArrayList<>();

    @Test
    void bothQuestions_areSentAtTheSameMoment() {
        CompletableFuture<Void> end = probe();

        assertEquals(2, loop.sockets().size());
        assertEquals(List.of(0L), loop.sockets().get(0).sentMillis());
        assertEquals(List.of(0L), loop.sockets().get(1).sentMillis());
        assertFalse(end.isDone());
    }

    @Test
    void whoSpeaksBoth_isKnownAtOnce() {
        answers();
        CompletableFuture<Void> end = probe();

        assertTrue(end.isDone());
        assertEquals(Duration.ZERO, loop.elapsed());
        assertEquals(Optional.of(Dialect.PCP), server.dialect());
        assertEquals(List.of(Optional.of(Dialect.PCP), Optional.of(Dialect.PCP)), progress);
    }

    @Test
    void aProbeThatIsCancelled_saysNothingOfPcp() {
        loop.peer(
                (socket, datagram) -> {
                    if (datagram[0] == 0) {
                        model.apply(datagram).forEach(each -> socket.receive(Duration.ZERO, each));
                    }
                });
        probe().cancel(false);
        loop.advance(Duration.ofSeconds(1));

        assertEquals(Optional.empty(), server.dialect());
        assertEquals(0, loop.open());
    }

    @Test
    void oneAnswer_leavesTheOtherQuestionAMoment() {
        model.pcp = false;
        loop.peer(
                (socket, datagram) -> {
                    if (datagram[0] == 0) {
                        model.apply(datagram).forEach(each -> socket.receive(Duration.ZERO, each));
                    }
                });
        CompletableFuture<Void> end = probe();
        assertEquals(Optional.of(Dialect.NAT_PMP), server.likelyDialect());
        loop.advance(Duration.ofMillis(299));
        assertFalse(end.isDone());
        assertEquals(Optional.empty(), server.dialect());

        loop.advance(Duration.ofMillis(1));

        assertTrue(end.isDone());
        assertEquals(Optional.of(Dialect.NAT_PMP), server.dialect());
        assertEquals(0, loop.open());
        assertFalse(server.isLeftAlone(loop.nanoTime()));
    }

    @Test
    void aClosedPort_isKnownAtOnce() {
        loop.peer(
                (socket, datagram) -> {
                    throw new PortUnreachableException();
                });

        assertTrue(probe().isDone());
        assertTrue(server.isLeftAlone(loop.nanoTime()));
    }

    @Test
    void silence_isKnownWhenTheTimeIsOver() {
        CompletableFuture<Void> end = probe();
        loop.advance(SEARCH.minusMillis(1));
        assertFalse(end.isDone() || server.isLeftAlone(loop.nanoTime()));

        loop.advance(Duration.ofMillis(1));

        assertTrue(end.isDone() && server.isLeftAlone(loop.nanoTime()));
    }

    @Test
    void aCancelledProbe_sendsNothingMore_andSaysNothingOfTheServer() {
        probe().cancel(false);
        loop.run();

        assertEquals(0, loop.open());
        assertFalse(server.isLeftAlone(loop.nanoTime()));
    }

    private void answers() {
        loop.peer(
                (socket, datagram) ->
                        model.apply(datagram).forEach(each -> socket.receive(Duration.ZERO, each)));
    }

    private CompletableFuture<Void> probe() {
        CompletableFuture<Void> end =
                ServerProbe.start(servers, server, SEARCH, () -> progress.add(server.dialect()));
        loop.run();
        return end;
    }
}
