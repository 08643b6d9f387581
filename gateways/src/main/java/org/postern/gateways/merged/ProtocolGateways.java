// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.CallStatistics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The protocols that reach one router, by rank, and of one rank in the order in which they arrived;
 * at most one gateway of each. They come and go while calls run, each of which works on the list
 * that it took. Safe for several threads; guarded by itself.
 */
public final class ProtocolGateways {
    private List<ProtocolGateway> present;
    private final Set<String> expected = new HashSet<>();

    /** Not guarded, so that calls need not wait for each other. */
    private final AtomicLong calls = new AtomicLong();

    private final AtomicLong failedCalls = new AtomicLong();

    /** Begins with the protocol that answered first. */
    public ProtocolGateways(ProtocolGateway first) {
        this.present = List.of(first);
    }

    /**
     * Those of now; never empty: a call over a gateway that is gone fails with that protocol's
     * sentence.
     */
    public synchronized List<ProtocolGateway> all() {
        return present;
    }

    public synchronized boolean has(String protocol) {
        for (ProtocolGateway each : present) {
            if (each.protocol().equals(protocol)) {
                return true;
            }
        }
        return false;
    }

    /** A further protocol reaches the router; nothing happens when it already does. */
    public synchronized void join(ProtocolGateway other) {
        expected.remove(other.protocol());
        if (!has(other.protocol())) {
            int before = 0;
            while (before < present.size() && present.get(before).rank() >= other.rank()) {
                before++;
            }
            List<ProtocolGateway> more = new ArrayList<>(present);
            more.add(before, other);
            present = List.copyOf(more);
        }
        notifyAll();
    }

    /** A protocol reaches the router no longer. The last one stays. */
    public synchronized void leave(String protocol) {
        List<ProtocolGateway> rest =
                present.stream().filter(each -> !each.protocol().equals(protocol)).toList();
        if (!rest.isEmpty()) {
            present = rest;
        }
    }

    /** One of them is asked. */
    void countCall() {
        calls.incrementAndGet();
    }

    /** What one of them was asked has failed. */
    void countFailure() {
        failedCalls.incrementAndGet();
    }

    /** How often they were asked, also those that have left. */
    CallStatistics statistics() {
        // First, so that no more have failed than were made.
        long failed = failedCalls.get();
        return new CallStatistics(calls.get(), failed);
    }

    /** A protocol that is still searching may join. */
    public synchronized void expect(String protocol) {
        expected.add(protocol);
    }

    /** A protocol's search is over. */
    public synchronized void expectNoLonger(String protocol) {
        expected.remove(protocol);
        notifyAll();
    }

    /** Whether a further one may join. */
    synchronized boolean isIncomplete() {
        return !expected.isEmpty();
    }

    /**
     * Waits for protocols that the caller has not seen yet, as long as one is expected. Returns
     * whether there are others now.
     */
    synchronized boolean awaitOthers(List<ProtocolGateway> known, Duration longest)
            throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (present.equals(known) && !expected.isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return !present.equals(known);
    }
}
