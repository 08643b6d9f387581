// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.exchange;

import org.jspecify.annotations.Nullable;
import org.postern.pcp.control.exchange.PcpOutcome.Cause;
import org.postern.pcp.control.exchange.PcpOutcome.Replied;
import org.postern.pcp.control.exchange.PcpOutcome.Unanswered;
import org.postern.pcp.control.internal.system.ForbiddenSends;
import org.postern.pcp.control.internal.timing.Alarm;
import org.postern.pcp.control.packet.PcpReply;
import org.postern.pcp.control.packet.PcpReplyReader;
import org.postern.pcp.control.packet.PcpRequest;

import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One request, repeated until its answer, on a socket of its own: what answers an earlier request
 * goes to another port, which NAT-PMP needs, having no nonce. For the loop's thread alone.
 */
final class PcpExchange implements UdpSocket.Receiver {
    /** A server repeats an answer, or sends the one to an earlier request first (quirk P10). */
    private static final int MOST_DATAGRAMS = 16;

    /** After so many, a server that has answered each, but not what was asked, will not do so. */
    private static final int MOST_SENDS_TO_NO_AVAIL = 4;

    private final NetworkLoop loop;
    private final PcpEndpoint endpoint;
    private final PcpRequest request;
    private final long endNanos;
    private final Consumer<PcpOutcome> listener;
    private final Alarm alarm;
    private @Nullable UdpSocket socket;
    private int sends;
    private int datagrams;
    private boolean over;

    /** An exchange that has not started, and ends at a moment of the loop's clock at the latest. */
    PcpExchange(
            NetworkLoop loop,
            PcpEndpoint endpoint,
            PcpRequest request,
            long endNanos,
            Consumer<PcpOutcome> listener) {
        this.loop = loop;
        this.endpoint = endpoint;
        this.request = request;
        this.endNanos = endNanos;
        this.listener = listener;
        this.alarm = new Alarm(loop);
    }

    /** Ends the exchange in time, also where it is never started. */
    void await() {
        alarm.in(Duration.ofNanos(endNanos - loop.nanoTime()), () -> isLate());
    }

    void start() {
        if (over) {
            return;
        }
        try {
            socket = loop.connect(endpoint.client(), endpoint.server(), this);
        } catch (IOException e) {
            end(new Unanswered(Cause.NOT_SENT, String.valueOf(e.getMessage())));
            return;
        }
        send();
    }

    void cancel() {
        end(new Unanswered(Cause.CLOSED, "The exchange was ended."));
    }

    @Override
    public void received(ByteBuffer datagram) {
        if (over) {
            return;
        }
        Optional<PcpReply> reply = PcpReplyReader.read(datagram);
        if (reply.isPresent() && request.isAnsweredBy(reply.get())) {
            end(new Replied(reply.get(), sends > 1));
            return;
        }
        datagrams++;
        if (datagrams >= MOST_DATAGRAMS) {
            end(meaningless());
        }
    }

    @Override
    public void failed(IOException failure) {
        if (failure instanceof PortUnreachableException) {
            end(new Unanswered(Cause.REFUSED, "The port is closed."));
        } else {
            end(
                    new Unanswered(
                            ForbiddenSends.is(failure) ? Cause.FORBIDDEN : Cause.NOT_SENT,
                            String.valueOf(failure.getMessage())));
        }
    }

    private void send() {
        UdpSocket open = socket;
        if (over || open == null || isLate()) {
            return;
        }
        if (sends >= MOST_SENDS_TO_NO_AVAIL && datagrams >= sends) {
            end(meaningless());
            return;
        }
        try {
            open.send(request.datagram());
        } catch (IOException e) {
            failed(e);
            return;
        }
        sends++;
        long left = endNanos - loop.nanoTime();
        long wait = Math.min(left, RepeatSchedule.waitAfter(sends).toNanos());
        alarm.in(Duration.ofNanos(wait), this::send);
    }

    private boolean isLate() {
        if (endNanos - loop.nanoTime() > 0) {
            return false;
        }
        end(
                datagrams > 0
                        ? meaningless()
                        : new Unanswered(Cause.SILENT, "It was sent " + sends + " times."));
        return true;
    }

    private Unanswered meaningless() {
        return new Unanswered(
                Cause.MEANINGLESS,
                (datagrams == 1 ? "a datagram was" : datagrams + " datagrams were")
                        + " no answer.");
    }

    private void end(PcpOutcome outcome) {
        if (over) {
            return;
        }
        over = true;
        alarm.off();
        if (socket != null) {
            socket.close();
        }
        listener.accept(outcome);
    }
}
