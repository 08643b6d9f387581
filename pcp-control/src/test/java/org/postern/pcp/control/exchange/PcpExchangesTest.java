// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Protocol;
import org.postern.pcp.control.exchange.PcpOutcome.Cause;
import org.postern.pcp.control.exchange.PcpOutcome.Replied;
import org.postern.pcp.control.exchange.PcpOutcome.Unanswered;
import org.postern.pcp.control.fakes.ManualLoop;
import org.postern.pcp.control.packet.PcpReply;
import org.postern.pcp.control.packet.PcpReply.Announced;
import org.postern.pcp.control.packet.PcpRequest;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

class PcpExchangesTest {
    private static final Duration CALL = Duration.ofSeconds(30);
    private static final InetAddress ADDRESS = InetAddress.getLoopbackAddress();
    private static final PcpEndpoint SERVER =
            new PcpEndpoint(new InetSocketAddress(ADDRESS, PcpEndpoint.SERVER_PORT), ADDRESS);
    private static final PcpRequest ANNOUNCE = new PcpRequest.Announce(ADDRESS);

    /** ANNOUNCE with an epoch of 0. */
    private static final byte[] ANNOUNCED = announced();

    private final ManualLoop loop = new ManualLoop();
    private final PcpExchanges exchanges = new PcpExchanges(loop);

    @Test
    void aRequest_isRepeatedUntilItsTimeIsOver() {
        CompletableFuture<PcpOutcome> outcome = ask(ANNOUNCE, Duration.ofSeconds(10));

        loop.advance(CALL);

        assertEquals(
                List.of(0L, 250L, 750L, 1750L, 3750L, 5750L, 7750L, 9750L),
                loop.sockets().get(0).sentMillis());
        assertEquals(Cause.SILENT, cause(outcome));
        assertEquals(0, loop.open());
    }

    @Test
    void anAnswer_endsIt() {
        CompletableFuture<PcpOutcome> outcome = ask(ANNOUNCE, CALL);
        loop.sockets().get(0).receive(Duration.ofMillis(300), ANNOUNCED);

        loop.advance(CALL);

        assertEquals(new Announced(0), reply(outcome.join()));
        assertEquals(List.of(0L, 250L), loop.sockets().get(0).sentMillis());
        assertEquals(0, loop.open());
    }

    @Test
    void aClosedPort_isAnAnswer_whetherReadOrWriteTells() {
        CompletableFuture<PcpOutcome> read = ask(ANNOUNCE, CALL);
        loop.sockets().get(0).fail(new PortUnreachableException());
        loop.peer(
                (socket, datagram) -> {
                    throw new PortUnreachableException();
                });
        CompletableFuture<PcpOutcome> write = ask(ANNOUNCE, CALL);

        loop.run();

        assertEquals(Cause.REFUSED, cause(read));
        assertEquals(Cause.REFUSED, cause(write));
        assertEquals(Duration.ZERO, loop.elapsed());
        assertEquals(0, loop.open());
    }

    @Test
    void whatIsNoAnswer_isReadSixteenTimes() {
        CompletableFuture<PcpOutcome> outcome = ask(ANNOUNCE, CALL);
        for (int i = 0; i < 15; i++) {
            loop.sockets().get(0).receive(Duration.ofMillis(i), new byte[1100]);
        }
        loop.advance(Duration.ofSeconds(1));
        assertFalse(outcome.isDone());

        loop.sockets().get(0).receive(Duration.ZERO, new byte[] {2});
        loop.run();

        assertEquals(Cause.MEANINGLESS, cause(outcome));
    }

    /** Quirk P9, of a server that always gets the port wrong. */
    @Test
    void whoAnswersOtherThanAsked_isNotWaitedForAsForOneThatIsSilent() {
        loop.peer((socket, datagram) -> socket.receive(Duration.ofMillis(1), new byte[] {2}));
        CompletableFuture<PcpOutcome> outcome = ask(ANNOUNCE, CALL);
        loop.advance(Duration.ofSeconds(4));

        assertEquals(Cause.MEANINGLESS, cause(outcome));
        assertEquals(4, loop.sockets().get(0).sent().size());
    }

    @Test
    void whenTheTimeIsOver_itIsSaidThatAnswersCameThatWereNone() {
        CompletableFuture<PcpOutcome> outcome = ask(ANNOUNCE, CALL);
        loop.sockets().get(0).receive(Duration.ofSeconds(20), new byte[] {2});
        loop.advance(CALL);

        assertEquals(Cause.MEANINGLESS, cause(outcome));
    }

    @Test
    void atMost64_areUnderWay() {
        List<CompletableFuture<PcpOutcome>> all = new ArrayList<>();
        for (int i = 0; i < 65; i++) {
            all.add(ask(ANNOUNCE, CALL));
        }
        assertEquals(64, loop.open());

        loop.sockets().get(5).receive(Duration.ZERO, ANNOUNCED);
        loop.run();

        assertEquals(64, loop.open());
        assertEquals(65, loop.sockets().size());
        loop.advance(CALL);
        assertTrue(all.stream().allMatch(CompletableFuture::isDone));
    }

    /** RFC 6886 section 3.1. */
    @Test
    void overNatPmp_oneIsUnderWayForEachServer_andOthersWaitWithinTheirTime() {
        CompletableFuture<PcpOutcome> first = ask(pmp(1), CALL);
        CompletableFuture<PcpOutcome> second = ask(pmp(2), Duration.ofSeconds(1));
        CompletableFuture<PcpOutcome> third = ask(pmp(3), CALL);
        CompletableFuture<PcpOutcome> pcp = ask(ANNOUNCE, CALL);
        assertEquals(2, loop.sockets().size());

        loop.advance(Duration.ofSeconds(2));
        assertEquals(Cause.SILENT, cause(second));
        first.cancel(false);
        loop.run();

        assertEquals(3, loop.sockets().size());
        assertArrayOf(pmp(3), loop.sockets().get(2).sent().get(0));
        assertFalse(third.isDone() || pcp.isDone());
    }

    @Test
    void aCancelledExchange_endsAtOnce() {
        ask(ANNOUNCE, CALL).cancel(false);
        loop.run();

        assertEquals(0, loop.open());
    }

    @Test
    void whenTheLoopEnds_soDoAllExchanges() {
        CompletableFuture<PcpOutcome> running = ask(pmp(1), CALL);
        CompletableFuture<PcpOutcome> waiting = ask(pmp(2), CALL);

        loop.close();

        assertEquals(Cause.CLOSED, cause(running));
        assertEquals(Cause.CLOSED, cause(waiting));
        assertEquals(Cause.CLOSED, cause(ask(ANNOUNCE, CALL)));
    }

    /** Each of the 18 sends of a call is lost, or its answer, with a probability of 51 %. */
    @Test
    void where30PercentAreLostEachWay_300Of300AreAnsweredWithinACall() {
        Random random = new Random(14);
        loop.peer(
                (socket, datagram) -> {
                    if (random.nextDouble() >= 0.3 && random.nextDouble() >= 0.3) {
                        socket.receive(Duration.ofMillis(1), ANNOUNCED);
                    }
                });
        for (int i = 0; i < 300; i++) {
            CompletableFuture<PcpOutcome> outcome = ask(ANNOUNCE, CALL);
            loop.advance(CALL);
            assertEquals(new Announced(0), reply(outcome.join()), "request " + i);
        }
    }

    /** Each pattern of the first five being lost, on the way there or back. */
    @Test
    void whateverIsLost_theFirstThatArrivesCounts() {
        for (int lost = 0; lost < 32; lost++) {
            ManualLoop lossy = new ManualLoop();
            int pattern = lost;
            lossy.peer(
                    (socket, datagram) -> {
                        if ((pattern >> (socket.sent().size() - 1) & 1) == 0) {
                            socket.receive(Duration.ofMillis(20), ANNOUNCED);
                        }
                    });
            CompletableFuture<PcpOutcome> outcome =
                    new PcpExchanges(lossy).ask(SERVER, ANNOUNCE, CALL);
            lossy.advance(CALL);

            assertEquals(new Announced(0), reply(outcome.join()));
            assertEquals(
                    Integer.numberOfTrailingZeros(~pattern) + 1,
                    lossy.sockets().get(0).sent().size());
        }
    }

    private CompletableFuture<PcpOutcome> ask(PcpRequest request, Duration within) {
        CompletableFuture<PcpOutcome> outcome = exchanges.ask(SERVER, request, within);
        loop.run();
        return outcome;
    }

    private static PcpRequest pmp(int port) {
        return new PcpRequest.PmpMap(Protocol.TCP, port, port, 3600);
    }

    private static Cause cause(CompletableFuture<PcpOutcome> outcome) {
        return ((Unanswered) outcome.join()).cause();
    }

    private static void assertArrayOf(PcpRequest expected, byte[] sent) {
        assertEquals(expected.datagram(), ByteBuffer.wrap(sent));
    }

    private static byte[] announced() {
        byte[] bytes = new byte[24];
        bytes[0] = 2;
        bytes[1] = (byte) 0x80;
        return bytes;
    }

    private static PcpReply reply(PcpOutcome outcome) {
        return ((Replied) outcome).reply();
    }
}
