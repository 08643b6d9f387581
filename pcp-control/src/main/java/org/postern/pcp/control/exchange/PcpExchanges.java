// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.exchange;

import org.postern.pcp.control.exchange.PcpOutcome.Cause;
import org.postern.pcp.control.exchange.PcpOutcome.Unanswered;
import org.postern.pcp.control.packet.PcpReply;
import org.postern.pcp.control.packet.PcpRequest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * All exchanges: at most 64 at once, and over NAT-PMP one for each server, as RFC 6886 section 3.1
 * asks. Others wait, in order, within their time. For any threads; the state belongs to the loop's.
 */
public final class PcpExchanges {
    private static final int MOST_AT_ONCE = 64;

    /** Each is itself alone, whatever it asks. */
    private static final class Waiting {
        private final PcpExchange exchange;
        private final PcpEndpoint endpoint;
        private final PcpRequest request;

        private Waiting(PcpExchange exchange, PcpEndpoint endpoint, PcpRequest request) {
            this.exchange = exchange;
            this.endpoint = endpoint;
            this.request = request;
        }
    }

    private final NetworkLoop loop;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Set<Waiting> running = new HashSet<>();
    private final Set<PcpEndpoint> busyWithNatPmp = new HashSet<>();

    /** None yet. */
    public PcpExchanges(NetworkLoop loop) {
        this.loop = loop;
        loop.atEnd(this::cancelAll);
    }

    /**
     * Sends a request, again and again, until it is answered or the time is over.
     *
     * @return never fails; cancelling it ends the exchange. It completes on the loop's thread
     */
    public CompletableFuture<PcpOutcome> ask(
            PcpEndpoint endpoint, PcpRequest request, Duration within) {
        CompletableFuture<PcpOutcome> result = new CompletableFuture<>();
        long end = loop.nanoTime() + within.toNanos();
        loop.execute(() -> begin(endpoint, request, end, result));
        if (loop.isClosed()) {
            result.complete(new Unanswered(Cause.CLOSED, "The bundle was stopped."));
        }
        return result;
    }

    private void cancelAll() {
        List<Waiting> all = new ArrayList<>(waiting);
        all.addAll(running);
        for (Waiting each : all) {
            each.exchange.cancel();
        }
    }

    private void begin(
            PcpEndpoint endpoint,
            PcpRequest request,
            long end,
            CompletableFuture<PcpOutcome> result) {
        if (result.isDone()) {
            return;
        }
        Waiting[] self = new Waiting[1];
        PcpExchange exchange =
                new PcpExchange(
                        loop,
                        endpoint,
                        request,
                        end,
                        outcome -> {
                            over(self[0]);
                            result.complete(outcome);
                        });
        self[0] = new Waiting(exchange, endpoint, request);
        waiting.add(self[0]);
        exchange.await();
        result.whenComplete(
                (outcome, failure) -> {
                    if (failure != null) {
                        loop.execute(exchange::cancel);
                    }
                });
        startNext();
    }

    private void over(Waiting ended) {
        waiting.remove(ended);
        if (running.remove(ended) && isNatPmp(ended)) {
            busyWithNatPmp.remove(ended.endpoint);
        }
        loop.execute(this::startNext);
    }

    private void startNext() {
        List<Waiting> next = new ArrayList<>();
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting one = each.next();
            if (running.size() >= MOST_AT_ONCE) {
                break;
            }
            if (!isNatPmp(one) || busyWithNatPmp.add(one.endpoint)) {
                each.remove();
                running.add(one);
                next.add(one);
            }
        }
        for (Waiting each : next) {
            each.exchange.start();
        }
    }

    private static boolean isNatPmp(Waiting one) {
        return one.request.version() == PcpReply.NAT_PMP;
    }
}
