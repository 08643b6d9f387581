// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

class ServerProbesTest {
    private static final Duration SEARCH = Duration.ofSeconds(2);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final ModelServer model = new ModelServer();
    private final ManualLoop loop = new ManualLoop();
    private final PcpServers servers = new PcpServers(loop);
    private final ServerProbes probes = new ServerProbes(servers);
    private final PcpServer server =
            servers.at(new PcpEndpoint(new InetSocketAddress(LOOPBACK, 5351), LOOPBACK));
    private final List<Optional<InetAddress>> progress = new ArrayList<>();

    @Test
    void bothProtocols_areAskedAtTheSameMoment_andEachOnce() {
        CompletableFuture<Void> pcp = probe(Dialect.PCP);
        CompletableFuture<Void> natPmp = probe(Dialect.NAT_PMP);

        assertEquals(2, loop.sockets().size());
        assertEquals(List.of(0L), loop.sockets().get(0).sentMillis());
        assertEquals(List.of(0L), loop.sockets().get(1).sentMillis());
        assertFalse(pcp.isDone() || natPmp.isDone());
    }

    @Test
    void whoSpeaksBoth_isKnownAtOnce_withItsAddress() throws Exception {
        answers();
        CompletableFuture<Void> end = probe(Dialect.PCP);

        assertTrue(end.isDone());
        assertEquals(Duration.ZERO, loop.elapsed());
        assertTrue(server.answers(Dialect.PCP) && server.answers(Dialect.NAT_PMP));
        assertEquals(
                List.of(Optional.empty(), Optional.of(InetAddress.getByName("203.0.113.7"))),
                progress);
    }

    /** Quirks P1 and P16: each answers the other's question, in words of its own. */
    @ParameterizedTest
    @EnumSource(Dialect.class)
    void whoSpeaksOne_isNotAskedForTheOther_forAWhile(Dialect spoken) {
        Dialect other = spoken == Dialect.PCP ? Dialect.NAT_PMP : Dialect.PCP;
        answers();
        model.pcp = spoken == Dialect.PCP;
        model.natPmp = spoken == Dialect.NAT_PMP;

        assertTrue(probe(other).isDone());
        assertTrue(server.answers(spoken) && !server.answers(other));
        assertTrue(server.isLeftAlone(other, loop.nanoTime()));
        assertFalse(server.isLeftAlone(spoken, loop.nanoTime()));
    }

    @Test
    void theAddress_isWaitedForAMoment() {
        answersOnly(2);
        CompletableFuture<Void> end = probe(Dialect.PCP);
        assertTrue(server.answers(Dialect.PCP));
        loop.advance(Duration.ofMillis(299));
        assertFalse(end.isDone());

        loop.advance(Duration.ofMillis(1));

        assertTrue(end.isDone());
        assertEquals(0, loop.open());
        assertFalse(server.isLeftAlone(Dialect.NAT_PMP, loop.nanoTime()));
    }

    @Test
    void silenceOverOneProtocol_saysNothingOfTheOther() {
        answersOnly(0);
        CompletableFuture<Void> pcp = probe(Dialect.PCP);
        CompletableFuture<Void> natPmp = probe(Dialect.NAT_PMP);
        assertTrue(natPmp.isDone());

        loop.advance(SEARCH);

        assertTrue(pcp.isDone());
        assertTrue(server.isLeftAlone(Dialect.PCP, loop.nanoTime()));
        assertTrue(server.answers(Dialect.NAT_PMP));
    }

    @Test
    void aClosedPort_isKnownAtOnce() {
        loop.peer(
                (socket, datagram) -> {
                    throw new PortUnreachableException();
                });

        assertTrue(probe(Dialect.PCP).isDone());
        assertTrue(server.isLeftAlone(Dialect.PCP, loop.nanoTime()));
        assertTrue(server.isLeftAlone(Dialect.NAT_PMP, loop.nanoTime()));
    }

    @Test
    void silence_isKnownWhenTheTimeIsOver() {
        CompletableFuture<Void> end = probe(Dialect.PCP);
        loop.advance(SEARCH.minusMillis(1));
        assertFalse(end.isDone() || server.isLeftAlone(Dialect.PCP, loop.nanoTime()));

        loop.advance(Duration.ofMillis(1));

        assertTrue(end.isDone() && server.isLeftAlone(Dialect.PCP, loop.nanoTime()));
    }

    @Test
    void aCancelledProbe_sendsNothingMore_andSaysNothingOfTheServer() {
        probe(Dialect.PCP).cancel(false);
        loop.run();

        assertEquals(0, loop.open());
        assertFalse(server.isLeftAlone(Dialect.PCP, loop.nanoTime()));
        assertEquals(List.of(), progress);
    }

    @Test
    void whatOthersWaitFor_isNotCancelled() {
        CompletableFuture<Void> pcp = probe(Dialect.PCP);
        CompletableFuture<Void> natPmp = probe(Dialect.NAT_PMP);
        pcp.cancel(false);
        loop.run();
        assertEquals(1, loop.open());

        loop.advance(SEARCH);

        assertTrue(natPmp.isDone() && server.isLeftAlone(Dialect.NAT_PMP, loop.nanoTime()));
    }

    @Test
    void whoJoinsALongerProbe_doesNotWaitLonger() {
        CompletableFuture<Void> longer =
                probes.start(server, Dialect.NAT_PMP, SEARCH.multipliedBy(4), () -> {});
        CompletableFuture<Void> shorter = probe(Dialect.NAT_PMP);
        assertEquals(1, loop.sockets().size());

        loop.advance(SEARCH);

        assertTrue(shorter.isDone());
        assertFalse(longer.isDone());
    }

    private void answers() {
        loop.peer(
                (socket, datagram) ->
                        model.apply(datagram).forEach(each -> socket.receive(Duration.ZERO, each)));
    }

    private void answersOnly(int version) {
        loop.peer(
                (socket, datagram) -> {
                    if (datagram[0] == version) {
                        model.apply(datagram).forEach(each -> socket.receive(Duration.ZERO, each));
                    }
                });
    }

    private CompletableFuture<Void> probe(Dialect dialect) {
        CompletableFuture<Void> end =
                probes.start(server, dialect, SEARCH, () -> progress.add(server.externalAddress()));
        loop.run();
        return end;
    }
}
