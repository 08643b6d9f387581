// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.server;

import static org.postern.pcp.control.logging.PcpLog.LOG;

import org.postern.pcp.control.exchange.NetworkLoop;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.exchange.PcpExchanges;
import org.postern.pcp.control.exchange.PcpOutcome;
import org.postern.pcp.control.exchange.PcpOutcome.Replied;
import org.postern.pcp.control.packet.PcpRequest;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The servers that were asked, at most 16, and requests to them. For any threads. */
public final class PcpServers {
    /** Four default routes of each family, and some that are configured. */
    private static final int MOST = 16;

    private final NetworkLoop loop;
    private final PcpExchanges exchanges;

    /** Guarded by itself. The one that was used longest ago goes first. */
    private final Map<PcpEndpoint, PcpServer> known = new LinkedHashMap<>(MOST, 0.75f, true);

    /** None yet. */
    public PcpServers(NetworkLoop loop) {
        this.loop = loop;
        this.exchanges = new PcpExchanges(loop);
    }

    public NetworkLoop loop() {
        return loop;
    }

    /** The server there, with what is known of it. */
    public PcpServer at(PcpEndpoint endpoint) {
        synchronized (known) {
            PcpServer server = known.get(endpoint);
            if (server == null) {
                server = new PcpServer(endpoint);
                known.put(endpoint, server);
            }
            if (known.size() > MOST) {
                known.remove(known.keySet().iterator().next());
            }
            return server;
        }
    }

    /**
     * Sends a request. The server has learnt from the outcome before the result completes.
     *
     * @return never fails; cancelling it ends the exchange
     */
    public CompletableFuture<PcpOutcome> ask(
            PcpServer server, PcpRequest request, Duration within) {
        if (LOG.isLoggable(Level.DEBUG)) {
            LOG.log(Level.DEBUG, request + " -> " + server.endpoint());
        }
        CompletableFuture<PcpOutcome> exchange = exchanges.ask(server.endpoint(), request, within);
        CompletableFuture<PcpOutcome> result =
                exchange.thenApply(outcome -> learnt(server, request, outcome));
        result.whenComplete((outcome, failure) -> exchange.cancel(false));
        return result;
    }

    private PcpOutcome learnt(PcpServer server, PcpRequest request, PcpOutcome outcome) {
        if (LOG.isLoggable(Level.DEBUG)) {
            LOG.log(Level.DEBUG, request + " <- " + outcome);
        }
        server.learn(outcome, loop.nanoTime());
        if (isOfOtherVersion(outcome, request)) {
            server.leaveAlone(Dialect.of(request.version()), loop.nanoTime());
        }
        return outcome;
    }

    /** Whether it was asked in a version that it does not speak, and says so in its own. */
    private static boolean isOfOtherVersion(PcpOutcome outcome, PcpRequest request) {
        return outcome instanceof Replied replied && replied.reply().version() != request.version();
    }
}
