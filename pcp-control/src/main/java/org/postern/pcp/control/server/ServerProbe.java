// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.server;

import org.jspecify.annotations.Nullable;
import org.postern.pcp.control.exchange.PcpOutcome;
import org.postern.pcp.control.exchange.PcpOutcome.Cause;
import org.postern.pcp.control.exchange.PcpOutcome.Replied;
import org.postern.pcp.control.exchange.PcpOutcome.Unanswered;
import org.postern.pcp.control.packet.PcpRequest;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Asks a server what it speaks: for its epoch over PCP, and for its external address over NAT-PMP,
 * which many servers of PCP tell, too. Neither changes anything. For the loop's thread alone.
 */
public final class ServerProbe {
    /** For the other answer, once there is one: the request is sent twice in it. */
    private static final Duration SECOND_ANSWER = Duration.ofMillis(300);

    /** In less time a server that is slow, or a lost packet, would count as silence. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(1);

    private final PcpServers servers;
    private final PcpServer server;
    private final Runnable progress;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final List<CompletableFuture<PcpOutcome>> open = new ArrayList<>();
    private boolean answered;
    private boolean silent;
    private boolean isLong;

    private ServerProbe(PcpServers servers, PcpServer server, Runnable progress) {
        this.servers = servers;
        this.server = server;
        this.progress = progress;
    }

    /**
     * Asks a server over both protocols at the same moment. From any thread.
     *
     * @param progress called on the loop's thread after each answer
     * @return completes on the loop's thread when nothing more is to be known; cancelling it ends
     *     the exchanges
     */
    public static CompletableFuture<Void> start(
            PcpServers servers, PcpServer server, Duration within, Runnable progress) {
        return new ServerProbe(servers, server, progress).start(within);
    }

    private CompletableFuture<Void> start(Duration within) {
        end.whenComplete((nothing, failure) -> servers.loop().execute(this::cancelOpen));
        servers.loop().execute(() -> ask(within));
        if (servers.loop().isClosed()) {
            end.complete(null);
        }
        return end;
    }

    /** PCP first, so that it is known first where a server speaks both. */
    private void ask(Duration within) {
        isLong = within.compareTo(LONG_ENOUGH) >= 0;
        List<PcpRequest> requests = new ArrayList<>();
        requests.add(new PcpRequest.Announce(server.endpoint().client()));
        if (server.endpoint().client() instanceof Inet4Address) {
            requests.add(new PcpRequest.PmpExternalAddress());
        }
        for (PcpRequest each : requests) {
            open.add(servers.ask(server, each, within));
        }
        for (CompletableFuture<PcpOutcome> each : List.copyOf(open)) {
            each.whenComplete((outcome, failure) -> over(each, outcome));
        }
    }

    /** The outcome is null where the exchange was cancelled. */
    private void over(CompletableFuture<PcpOutcome> exchange, @Nullable PcpOutcome outcome) {
        open.remove(exchange);
        if (outcome instanceof Replied) {
            answered = true;
            servers.loop().after(SECOND_ANSWER, this::waitNoLonger);
        }
        silent |= outcome instanceof Unanswered none && none.cause() == Cause.SILENT;
        if (open.isEmpty() && silent && isLong && !answered) {
            server.isSilent(servers.loop().nanoTime());
        }
        progress.run();
        if (open.isEmpty()) {
            end.complete(null);
        }
    }

    private void waitNoLonger() {
        if (!end.isDone()) {
            server.isSilentOverPcp();
            cancelOpen();
        }
    }

    private void cancelOpen() {
        List.copyOf(open).forEach(each -> each.cancel(false));
    }
}
