// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;

/**
 * Passes responses to their readers on a thread of its own, {@code postern-answers}: a document
 * made to be slow to read then delays neither connections nor searches, and since the answers of
 * hosts that have said least come first, at most one such document delays a router. Safe for
 * several threads.
 */
final class ResponseDispatcher {
    /** Bytes that wait in all; a router's answers are a few KB. */
    static final int MOST = 32 * 1024 * 1024;

    /** Beyond {@link #MOST}, for hosts of which nothing waits. */
    private static final int MOST_OF_NEWCOMERS = 16 * 1024 * 1024;

    /** Bytes that wait of one host: the largest answers on all the connections it may have. */
    static final int MOST_OF_ONE_HOST = Connections.MAX_OPEN_PER_PEER * HttpResponseParser.MAX_BODY;

    private static final String CLOSED = "the HTTP client is closed";

    /** Guarded by this. */
    private final PriorityQueue<Parcel> waiting = new PriorityQueue<>();

    /** The bytes of each host that came since nothing waited. Guarded by this. */
    private final Map<InetAddress, Long> said = new HashMap<>();

    /** The bytes of each host that wait. Guarded by this. */
    private final Map<InetAddress, Integer> held = new HashMap<>();

    /** Guarded by this. */
    private int heldInAll;

    /** Guarded by this. */
    private long order;

    /** Guarded by this. */
    private boolean closed;

    /** Guarded by this. */
    private @Nullable Thread thread;

    private record Parcel(
            InetAddress peer,
            long weight,
            long order,
            HttpResponse answer,
            CompletableFuture<HttpResponse> to)
            implements Comparable<Parcel> {
        /** The lightest first. */
        @Override
        public int compareTo(Parcel other) {
            int lighter = Long.compare(weight, other.weight);
            return lighter == 0 ? Long.compare(order, other.order) : lighter;
        }
    }

    /** Completes a future with an answer when its turn comes, or fails it where too much waits. */
    void add(InetAddress peer, HttpResponse answer, CompletableFuture<HttpResponse> to) {
        try {
            queue(peer, answer, to);
        } catch (IOException e) {
            to.completeExceptionally(e);
        }
    }

    private synchronized void queue(
            InetAddress peer, HttpResponse answer, CompletableFuture<HttpResponse> to)
            throws IOException {
        if (closed) {
            throw new IOException(CLOSED);
        }
        int length = answer.body().length;
        if (!hasRoom(peer, length)) {
            throw new IOException("too many answers wait to be read");
        }
        held.put(peer, held.getOrDefault(peer, 0) + length);
        heldInAll += length;
        long weight = said.getOrDefault(peer, 0L) + length;
        said.put(peer, weight);
        waiting.add(new Parcel(peer, weight, order++, answer, to));
        if (thread == null) {
            Thread started = new Thread(this::run, "postern-answers");
            started.setDaemon(true);
            started.start();
            thread = started;
        }
        notifyAll();
    }

    /** With the lock held. A host of which nothing waits is not kept out by what others said. */
    private boolean hasRoom(InetAddress peer, int length) {
        int ofPeer = held.getOrDefault(peer, 0);
        return ofPeer == 0
                ? heldInAll + length <= MOST + MOST_OF_NEWCOMERS
                : heldInAll + length <= MOST && ofPeer + length <= MOST_OF_ONE_HOST;
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
        if (closed) {
            return Optional.empty();
        }
        Parcel next = waiting.remove();
        int length = next.answer().body().length;
        heldInAll -= length;
        int rest = held.getOrDefault(next.peer(), 0) - length;
        if (rest > 0) {
            held.put(next.peer(), rest);
        } else {
            // The last one of a host takes the host along.
            held.remove(next.peer());
        }
        return Optional.of(next);
    }

    /** Fails what waits and ends the thread, which is returned; null where it never started. */
    @Nullable Thread close() {
        List<Parcel> left;
        Thread running;
        synchronized (this) {
            closed = true;
            left = List.copyOf(waiting);
            waiting.clear();
            held.clear();
            running = thread;
            notifyAll();
        }
        for (Parcel each : left) {
            each.to().completeExceptionally(new IOException(CLOSED));
        }
        return running;
    }
}
