// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import static org.postern.igd.control.logging.IgdLog.LOG;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * Carries out HTTP exchanges on one selector thread, {@code postern-http}, which starts with the
 * first request and ends with {@link #close()}, as do those of their {@link ResponseDispatcher} and of the
 * {@link CallbackServer}. Safe for several threads.
 */
public class HttpClient implements AutoCloseable {
    private static final int MAX_WAITING = 1024;

    /** The thread needs microseconds to end; this only bounds what should not happen. */
    private static final long CLOSE_MILLIS = 1000;

    private final RequestPause pause;
    private final ResponseDispatcher delivery = new ResponseDispatcher();
    private final CallbackServer callbacks = new CallbackServer();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /** Guarded by this. */
    private @Nullable Selector selector;

    /** Guarded by this. */
    private @Nullable Thread thread;

    /** Guarded by this. */
    private boolean closed;

    /** For those who wait for their turn to ask. */
    private final CountDownLatch end = new CountDownLatch(1);

    // The selector thread's own.
    private final ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
    private final Connections connections = new Connections();
    private final Set<HttpRace> waiting = new LinkedHashSet<>();
    private final Set<HttpRace> unfinished = new LinkedHashSet<>();

    /** A client that waits in real time. */
    public HttpClient() {
        this(RequestPause.REAL);
    }

    /** A client whose callers wait in another way. */
    public HttpClient(RequestPause pause) {
        this.pause = pause;
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
            execute(() -> submit(race));
        } catch (IOException e) {
            race.fail(e);
            return delivered;
        }
        delivered.whenComplete(
                (response, failure) -> {
                    answer.cancel(false);
                    wakeUp();
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

    /** Ends all exchanges, and returns when the thread is gone. */
    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            closed = true;
            end.countDown();
            wakeUp();
            running = thread;
        }
        await(running);
        await(delivery.close());
        callbacks.close();
    }

    /** An interrupted caller waits for neither thread, but both end. */
    private static void await(@Nullable Thread ending) {
        try {
            if (ending != null && ending != Thread.currentThread()) {
                ending.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void execute(Runnable task) throws IOException {
        if (closed) {
            throw new IOException("the HTTP client is closed");
        }
        tasks.add(task);
        if (selector == null) {
            Selector opened = Selector.open();
            Thread started = new Thread(() -> run(opened), "postern-http");
            started.setDaemon(true);
            started.start();
            selector = opened;
            thread = started;
        } else {
            wakeUp();
        }
    }

    private synchronized void wakeUp() {
        Selector current = selector;
        if (current != null) {
            current.wakeup();
        }
    }

    private synchronized boolean closed() {
        return closed;
    }

    private void run(Selector current) {
        try (current) {
            while (!closed()) {
                // First, because what was asked for before the thread started woke nobody up.
                runTasks();
                retireOver();
                startWaiting(current);
                openFurther(current);
                current.select(pause());
                for (SelectionKey each : current.selectedKeys()) {
                    ((HttpExchange) each.attachment()).proceed(each, buffer);
                }
                current.selectedKeys().clear();
            }
        } catch (IOException e) {
            LOG.log(Level.ERROR, "The HTTP client's selector failed: " + e.getMessage());
        } finally {
            // Whatever ended the thread: nobody waits for an answer that can't come any more.
            endAll();
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void endAll() {
        synchronized (this) {
            closed = true;
            end.countDown();
        }
        runTasks();
        for (HttpRace each : unfinished) {
            each.end();
            each.fail(new IOException("the HTTP client is closed"));
        }
    }

    private long pause() {
        long now = System.nanoTime();
        long shortest = 0;
        for (HttpRace each : unfinished) {
            long millis = Math.max(1, (each.wakeNanos() - now) / 1_000_000 + 1);
            shortest = shortest == 0 ? millis : Math.min(shortest, millis);
        }
        return shortest;
    }

    private void submit(HttpRace race) {
        if (!mayWait(race.peer())) {
            race.fail(new IOException("too many requests are waiting"));
            return;
        }
        waiting.add(race);
        unfinished.add(race);
    }

    private boolean mayWait(InetAddress peer) {
        return waiting.size() < MAX_WAITING
                || waiting.size() < MAX_WAITING + Connections.MAX_NEWCOMERS && !isWaiting(peer);
    }

    private boolean isWaiting(InetAddress peer) {
        for (HttpRace each : waiting) {
            if (each.peer().equals(peer)) {
                return true;
            }
        }
        return false;
    }

    /** Also ends the connections whose callers gave up. */
    private void retireOver() {
        for (Iterator<HttpRace> each = unfinished.iterator(); each.hasNext(); ) {
            HttpRace race = each.next();
            race.expire();
            if (race.over()) {
                race.end();
                each.remove();
                waiting.remove(race);
            }
        }
        connections.forgetClosed();
    }

    /** In the order they came, except that nobody waits for another peer's turn. */
    private void startWaiting(Selector current) {
        Iterator<HttpRace> next = waiting.iterator();
        while (next.hasNext()) {
            HttpRace race = next.next();
            if (connections.roomFor(race.peer())) {
                next.remove();
                open(race, current);
            }
        }
    }

    /** What has no answer yet tries again, while that leaves room for what was not asked at all. */
    private void openFurther(Selector current) {
        for (HttpRace race : unfinished) {
            if (race.due()) {
                if (connections.ampleRoomFor(race.peer())) {
                    open(race, current);
                } else {
                    race.postpone();
                }
            }
        }
    }

    private void open(HttpRace race, Selector current) {
        HttpExchange exchange = race.next();
        connections.add(exchange);
        exchange.open(current);
    }
}
