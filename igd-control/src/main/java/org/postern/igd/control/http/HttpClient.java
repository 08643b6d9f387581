// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import static org.postern.igd.control.logging.IgdLog.LOG;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * Carries out HTTP exchanges: those that somebody waits for on the caller's thread, all others on
 * one selector thread, {@code postern-http}, which starts with the first of these and ends with
 * {@link #close()}, as do those of their {@link ResponseDispatcher} and of the {@link
 * CallbackServer}. Safe for several threads.
 */
public class HttpClient implements AutoCloseable {
    static final String CLOSED = "the HTTP client is closed";

    /** Threads need microseconds to end; this only bounds what should not happen. */
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

    private final RequestPause pause;
    private final ResponseDispatcher delivery = new ResponseDispatcher();
    private final CallbackServer callbacks = new CallbackServer();
    private final Connections connections = new Connections(this::wakeUp);
    private final CallerLoops callers = new CallerLoops(connections);
    private final Queue<HttpRace> submitted = new ConcurrentLinkedQueue<>();

    /** Guarded by this. */
    private @Nullable RaceLoop loop;

    /** Guarded by this. */
    private @Nullable Thread thread;

    /** Guarded by this. */
    private boolean closed;

    /** For those who wait for their turn to ask. */
    private final CountDownLatch end = new CountDownLatch(1);

    /** A client that waits in real time. */
    public HttpClient() {
        this(RequestPause.REAL);
    }

    /** A client whose callers wait in another way. */
    public HttpClient(RequestPause pause) {
        this.pause = pause;
    }

    /**
     * Asks, and waits on the calling thread for the first whole answer, or fails with {@link
     * IOException}. An interrupt ends all connections at once.
     */
    public HttpResponse exchange(HttpRequest request, RetryPolicy repetition)
            throws IOException, InterruptedException {
        Optional<HttpResponse> answer = callers.exchange(request, repetition);
        return answer.isPresent() ? answer.get() : CallerLoops.result(send(request, repetition));
    }

    /** Asks once, as {@link RetryPolicy#ONCE} says. */
    public CompletableFuture<HttpResponse> send(HttpRequest request) {
        return send(request, RetryPolicy.ONCE);
    }

    /**
     * Starts to ask. Ends with the first whole answer, or exceptionally with {@link IOException};
     * cancelling it ends all connections. Dependents run on a thread of the client and must not
     * block; what reads an answer may take its time there.
     */
    public CompletableFuture<HttpResponse> send(HttpRequest request, RetryPolicy repetition) {
        CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
        CompletableFuture<HttpResponse> delivered = new CompletableFuture<>();
        answer.whenComplete(
                (response, failure) -> {
                    if (failure == null) {
                        delivery.add(request.peer(), response, delivered);
                    } else {
                        delivered.completeExceptionally(failure);
                    }
                });
        HttpRace race = new HttpRace(request, repetition, answer, System::nanoTime);
        try {
            submit(race);
        } catch (IOException e) {
            race.fail(e);
            return delivered;
        }
        delivered.whenComplete(
                (response, failure) -> {
                    // What was answered has ended by itself.
                    if (answer.cancel(false)) {
                        wakeUp();
                    }
                });
        return delivered;
    }

    /** For what routers send by themselves; closed with this client. */
    public CallbackServer callbacks() {
        return callbacks;
    }

    /** Waits, but not beyond the end of this client. */
    public void awaitClosed(Duration time) throws InterruptedException {
        pause.await(end, time);
    }

    /** Ends all exchanges, and returns when the threads are gone. */
    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            closed = true;
            end.countDown();
            wakeUp();
            running = thread;
        }
        callers.close(LONGEST_CLOSE);
        await(running);
        await(delivery.close());
        callbacks.close();
    }

    /** An interrupted caller waits for neither thread, but both end. */
    private static void await(@Nullable Thread ending) {
        try {
            if (ending != null && ending != Thread.currentThread()) {
                ending.join(LONGEST_CLOSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void submit(HttpRace race) throws IOException {
        if (closed) {
            throw new IOException(CLOSED);
        }
        submitted.add(race);
        if (loop == null) {
            RaceLoop opened = new RaceLoop(connections);
            Thread started = new Thread(() -> run(opened), "postern-http");
            started.setDaemon(true);
            started.start();
            loop = opened;
            thread = started;
        } else {
            wakeUp();
        }
    }

    private synchronized void wakeUp() {
        RaceLoop current = loop;
        if (current != null) {
            current.wakeUp();
        }
    }

    private synchronized boolean closed() {
        return closed;
    }

    private void run(RaceLoop current) {
        try (current) {
            while (!closed()) {
                // First, because what was asked for before the thread started woke nobody up.
                takeSubmitted(current);
                current.advance();
                current.await();
            }
        } catch (IOException e) {
            LOG.log(Level.ERROR, "The HTTP client's selector failed: " + e.getMessage());
        } finally {
            // Whatever ended the thread: nobody waits for an answer that can't come any more.
            endAll(current);
        }
    }

    private void takeSubmitted(RaceLoop current) {
        for (HttpRace race = submitted.poll(); race != null; race = submitted.poll()) {
            current.submit(race);
        }
    }

    private void endAll(RaceLoop current) {
        synchronized (this) {
            closed = true;
            end.countDown();
        }
        takeSubmitted(current);
        current.endAll(CLOSED);
    }
}
