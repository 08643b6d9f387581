package org.postern.igd.control.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;

/**
 * Hands answers to those who read them, on a thread of its own, {@code postern-answers}: a document
 * made to be slow to read then delays neither connections nor searches, and since the answers of
 * hosts that have said least come first, at most one such document delays a router. Safe for
 * several threads.
 */
final class Delivery {
    private static final String CLOSED = "the HTTP client is closed";

    private static final Comparator<Parcel> LIGHTEST_FIRST =
            Comparator.comparingLong(Parcel::weight).thenComparingLong(Parcel::order);

    /** Guarded by this. */
    private final PriorityQueue<Parcel> waiting = new PriorityQueue<>(LIGHTEST_FIRST);

    /** The bytes of each host that came since nothing waited. Guarded by this. */
    private final Map<InetAddress, Long> said = new HashMap<>();

    /** Guarded by this. */
    private long order;

    /** Guarded by this. */
    private boolean closed;

    /** Guarded by this. */
    private @Nullable Thread thread;

    private record Parcel(
            long weight, long order, HttpResponse answer, CompletableFuture<HttpResponse> to) {}

    /** Completes a future with an answer when its turn comes. */
    void add(InetAddress peer, HttpResponse answer, CompletableFuture<HttpResponse> to) {
        if (!queued(peer, answer, to)) {
            to.completeExceptionally(new IOException(CLOSED));
        }
    }

    private synchronized boolean queued(
            InetAddress peer, HttpResponse answer, CompletableFuture<HttpResponse> to) {
        if (closed) {
            return false;
        }
        long weight = said.merge(peer, (long) answer.body().length, Long::sum);
        waiting.add(new Parcel(weight, order++, answer, to));
        if (thread == null) {
            Thread started = new Thread(this::run, "postern-answers");
            started.setDaemon(true);
            started.start();
            thread = started;
        }
        notifyAll();
        return true;
    }

    private void run() {
        for (Optional<Parcel> next = next(); next.isPresent(); next = next()) {
            Parcel parcel = next.get();
            parcel.to().complete(parcel.answer());
        }
    }

    /** Waits for one; empty when it is closed. */
    private synchronized Optional<Parcel> next() {
        while (waiting.isEmpty() && !closed) {
            said.clear();
            try {
                wait();
            } catch (InterruptedException e) {
                // Nobody interrupts this thread; close() ends it.
            }
        }
        return closed ? Optional.empty() : Optional.of(waiting.remove());
    }

    /** Fails what waits and ends the thread; returns when it has ended, or the time is up. */
    void close(long millis) throws InterruptedException {
        List<Parcel> left;
        Thread running;
        synchronized (this) {
            closed = true;
            left = List.copyOf(waiting);
            waiting.clear();
            running = thread;
            notifyAll();
        }
        left.forEach(each -> each.to().completeExceptionally(new IOException(CLOSED)));
        if (running != null && running != Thread.currentThread()) {
            running.join(millis);
        }
    }
}
