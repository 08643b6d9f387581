// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.gateway;

import org.postern.api.gateway.Gateway.Pace;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.exchange.PcpOutcome;
import org.postern.pcp.control.exchange.PcpOutcome.Replied;
import org.postern.pcp.control.exchange.PcpOutcome.Unanswered;
import org.postern.pcp.control.packet.PcpReply;
import org.postern.pcp.control.packet.PcpRequest;
import org.postern.pcp.control.refusal.PcpFailures;
import org.postern.pcp.control.server.Dialect;
import org.postern.pcp.control.server.PcpServer;
import org.postern.pcp.control.server.PcpServers;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * One call of a user, on the user's thread: its 30 seconds and its pace. What fails is the beginning
 * of a sentence, such as {@code TCP port 80 could not be opened}.
 */
final class PcpCall {
    /** What a call may take. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    private final PcpServers servers;
    private final PcpServer server;
    private final Dialect dialect;
    private final List<Pace> paces;
    private final String what;
    private final long endNanos;

    PcpCall(PcpServers servers, PcpServer server, Dialect dialect, List<Pace> paces, String what) {
        this(servers, server, dialect, paces, what, LONGEST);
    }

    PcpCall(
            PcpServers servers,
            PcpServer server,
            Dialect dialect,
            List<Pace> paces,
            String what,
            Duration within) {
        this.servers = servers;
        this.server = server;
        this.dialect = dialect;
        this.paces = paces;
        this.what = what;
        this.endNanos = servers.loop().nanoTime() + within.toNanos();
    }

    /** The same over the other protocol, in what is left of its time. */
    PcpCall over(Dialect other) {
        return new PcpCall(servers, server, other, paces, what, left());
    }

    PcpServer server() {
        return server;
    }

    /** Over which it is made. */
    Dialect dialect() {
        return dialect;
    }

    PcpEndpoint endpoint() {
        return server.endpoint();
    }

    String what() {
        return what;
    }

    long nanoTime() {
        return servers.loop().nanoTime();
    }

    /** Whether the call is made for work in the background. */
    boolean isPaced() {
        return !paces.isEmpty();
    }

    /** Sends a request at the call's pace, and blocks until it is answered. */
    PcpReply ask(PcpRequest request) throws GatewayException, InterruptedException {
        return answer(request).reply();
    }

    /** Likewise; also tells whether it was sent several times. */
    Replied answer(PcpRequest request) throws GatewayException, InterruptedException {
        pause();
        PcpOutcome outcome = result(servers.ask(server, request, left()));
        if (outcome instanceof Replied replied) {
            return replied;
        }
        throw PcpFailures.unanswered(what, endpoint(), (Unanswered) outcome);
    }

    /** The server says so in the other one. */
    GatewayException notSpoken() {
        return failed(Reason.NO_GATEWAY, "It does not speak " + dialect.title() + ".");
    }

    GatewayException failed(Reason reason, String why) {
        return PcpFailures.failed(reason, what, endpoint(), why);
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - nanoTime()));
    }

    private void pause() throws GatewayException, InterruptedException {
        Duration wait =
                paces.stream()
                        .map(Pace::nextDatagram)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO);
        if (wait.compareTo(left()) >= 0) {
            throw failed(
                    Reason.UNREACHABLE, "It was not asked: its turn comes too late for this call.");
        }
        TimeUnit.NANOSECONDS.sleep(wait.toNanos());
    }

    /** An interrupt ends what is waited for. */
    private <T> T result(CompletableFuture<T> future)
            throws GatewayException, InterruptedException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(false);
            throw e;
        } catch (ExecutionException e) {
            throw failed(Reason.UNKNOWN, "An internal error: " + e.getCause());
        }
    }
}
