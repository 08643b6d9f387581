// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.server;

import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.exchange.PcpOutcome;
import org.postern.pcp.control.exchange.PcpOutcome.Cause;
import org.postern.pcp.control.exchange.PcpOutcome.Unanswered;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Asks servers whether they speak a protocol: for the epoch over PCP, for the external address over
 * NAT-PMP. Neither changes anything. What several want to know at a time is asked once. For the
 * loop's thread alone.
 */
public final class ServerProbes {
    /** In less time a server that is slow, or a lost packet, would count as silence. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(1);

    /** By how much an answer may come too late that somebody else has asked for. */
    private static final Duration TOLERANCE = Duration.ofMillis(100);

    /** For the address, once a server of PCP has answered: the request is sent twice in it. */
    private static final Duration ADDRESS = Duration.ofMillis(300);

    private static final class Running {
        private final CompletableFuture<PcpOutcome> exchange;
        private final long endNanos;
        private final List<CompletableFuture<Void>> asking = new ArrayList<>();

        private Running(CompletableFuture<PcpOutcome> exchange, long endNanos) {
            this.exchange = exchange;
            this.endNanos = endNanos;
        }
    }

    private final PcpServers servers;
    private final Map<PcpEndpoint, Running> overPcp = new HashMap<>();
    private final Map<PcpEndpoint, Running> overNatPmp = new HashMap<>();

    /** None yet. */
    public ServerProbes(PcpServers servers) {
        this.servers = servers;
    }

    /** Those that can be asked. */
    public PcpServers servers() {
        return servers;
    }

    /**
     * Asks a server over one protocol. PCP does not tell the external address; NAT-PMP does, which
     * many servers of PCP speak too, and which is asked at the same moment.
     *
     * @param progress called after each answer; the server has learnt from it
     * @return completes when nothing more is to be known; cancelling it ends the exchanges
     */
    public CompletableFuture<Void> start(
            PcpServer server, Dialect dialect, Duration within, Runnable progress) {
        boolean more =
                dialect == Dialect.PCP
                        && Dialect.NAT_PMP.isFor(server.endpoint())
                        && !server.isLeftAlone(Dialect.NAT_PMP, servers.loop().nanoTime());
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<Void> own = ask(server, dialect, within);
        List<CompletableFuture<Void>> all = new ArrayList<>(List.of(own));
        if (more) {
            all.add(ask(server, Dialect.NAT_PMP, within));
        }
        end.whenComplete((nothing, failure) -> cancel(all));
        for (CompletableFuture<Void> each : all) {
            each.whenComplete(
                    (nothing, failure) -> {
                        if (!end.isDone()) {
                            progress.run();
                        }
                        if (own.isDone() && (areDone(all) || !server.answers(dialect))) {
                            end.complete(null);
                        } else if (own.isDone()) {
                            servers.loop().after(ADDRESS, () -> end.complete(null));
                        }
                    });
        }
        return end;
    }

    private static void cancel(List<CompletableFuture<Void>> all) {
        for (CompletableFuture<Void> each : all) {
            each.cancel(false);
        }
    }

    private static boolean areDone(List<CompletableFuture<Void>> all) {
        for (CompletableFuture<Void> each : all) {
            if (!each.isDone()) {
                return false;
            }
        }
        return true;
    }

    private CompletableFuture<Void> ask(PcpServer server, Dialect dialect, Duration within) {
        long end = servers.loop().nanoTime() + within.toNanos();
        Running known = running(dialect).get(server.endpoint());
        Running running =
                known != null && known.endNanos - end >= -TOLERANCE.toNanos()
                        ? known
                        : start(server, dialect, within, end);
        CompletableFuture<Void> result = new CompletableFuture<>();
        running.asking.add(result);
        result.whenComplete((nothing, failure) -> leave(running, result));
        if (running.exchange.isDone()) {
            result.complete(null);
        } else if (running.endNanos - end > 0) {
            // Somebody else waits longer than is asked for here.
            servers.loop().after(within, () -> result.complete(null));
        }
        return result;
    }

    private Map<PcpEndpoint, Running> running(Dialect dialect) {
        return dialect == Dialect.PCP ? overPcp : overNatPmp;
    }

    private Running start(PcpServer server, Dialect dialect, Duration within, long end) {
        Map<PcpEndpoint, Running> all = running(dialect);
        Running running =
                new Running(servers.ask(server, dialect.question(server.endpoint()), within), end);
        all.put(server.endpoint(), running);
        running.exchange.whenComplete(
                (outcome, failure) -> {
                    all.remove(server.endpoint(), running);
                    if (outcome != null) {
                        conclude(server, dialect, outcome, within);
                    }
                    for (CompletableFuture<Void> each : List.copyOf(running.asking)) {
                        each.complete(null);
                    }
                });
        return running;
    }

    private void conclude(PcpServer server, Dialect dialect, PcpOutcome outcome, Duration within) {
        boolean silent =
                outcome instanceof Unanswered none
                        && (none.cause() == Cause.SILENT || none.cause() == Cause.MEANINGLESS)
                        && within.compareTo(LONG_ENOUGH) >= 0;
        if (silent) {
            server.leaveAlone(dialect, servers.loop().nanoTime());
        }
    }

    private static void leave(Running running, CompletableFuture<Void> result) {
        running.asking.remove(result);
        if (running.asking.isEmpty()) {
            running.exchange.cancel(false);
        }
    }
}
