package org.postern.igd.control.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Carries out HTTP exchanges on one selector thread, {@code postern-http}, which starts with the
 * first request and ends with {@link #close()}, as does that of their {@link Delivery}. Safe for
 * several threads.
 */
public final class HttpClient implements AutoCloseable {
    /** More than any home has devices, and few enough for any machine's sockets. */
    static final int MAX_RUNNING = 256;

    /**
     * One host's hanging services must not keep the other hosts waiting; several devices may well
     * be one host's.
     */
    static final int MAX_RUNNING_PER_PEER = 32;

    private static final int MAX_WAITING = 1024;

    /**
     * Beyond each of the bounds, for hosts that have nothing running or nothing waiting: a few
     * hosts that let everything hang must not keep the others out.
     */
    static final int MAX_NEWCOMERS = 256;

    /** The thread needs microseconds to end; this only bounds what should not happen. */
    private static final long CLOSE_MILLIS = 1000;

    private static final Logger LOG = System.getLogger("org.postern.igd.control.http");

    private final Delivery delivery = new Delivery();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /** Guarded by this. */
    private @Nullable Selector selector;

    /** Guarded by this. */
    private @Nullable Thread thread;

    /** Guarded by this. */
    private boolean closed;

    // The selector thread's own.
    private final ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
    private final Set<HttpExchange> waiting = new LinkedHashSet<>();
    private final PriorityQueue<HttpExchange> unfinished =
            new PriorityQueue<>(Comparator.comparingLong(HttpExchange::deadlineNanos));
    private final Map<InetAddress, Integer> runningByPeer = new HashMap<>();
    private int running;

    /**
     * Starts an exchange.
     *
     * @param request what to send
     * @return ends with the answer, or exceptionally with {@link IOException}; cancelling it ends
     *     the connection. Dependents run on a thread of the client and must not block; what reads
     *     an answer may take its time there
     */
    public CompletableFuture<HttpResponse> send(HttpRequest request) {
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
        long deadline = System.nanoTime() + request.timeout().toNanos();
        HttpExchange exchange = new HttpExchange(request, answer, deadline);
        try {
            execute(() -> submit(exchange));
        } catch (IOException e) {
            exchange.fail(e);
            return delivered;
        }
        delivered.whenComplete(
                (response, failure) -> {
                    answer.cancel(false);
                    wakeUp();
                });
        return delivered;
    }

    /** Ends all exchanges, and returns when the thread is gone. */
    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            closed = true;
            wakeUp();
            running = thread;
        }
        try {
            if (running != null && running != Thread.currentThread()) {
                running.join(CLOSE_MILLIS);
            }
            delivery.close(CLOSE_MILLIS);
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
            selector = opened;
            Thread started = new Thread(() -> run(opened), "postern-http");
            started.setDaemon(true);
            started.start();
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
                endOverdue();
                retireDone();
                startWaiting(current);
                current.select(
                        key -> ((HttpExchange) key.attachment()).proceed(key, buffer), pause());
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
        }
        runTasks();
        unfinished.forEach(each -> each.fail(new IOException("the HTTP client is closed")));
    }

    private long pause() {
        return Optional.ofNullable(unfinished.peek())
                .map(first -> first.deadlineNanos() - System.nanoTime())
                .map(nanos -> Math.max(1, nanos / 1_000_000 + 1))
                .orElse(0L);
    }

    private void submit(HttpExchange exchange) {
        if (!mayWait(exchange.peer())) {
            exchange.fail(new IOException("too many requests are waiting"));
            return;
        }
        waiting.add(exchange);
        unfinished.add(exchange);
    }

    private boolean mayWait(InetAddress peer) {
        return waiting.size() < MAX_WAITING
                || waiting.size() < MAX_WAITING + MAX_NEWCOMERS
                        && waiting.stream().noneMatch(each -> each.peer().equals(peer));
    }

    private void endOverdue() {
        long now = System.nanoTime();
        for (HttpExchange first = unfinished.peek();
                first != null && first.deadlineNanos() - now <= 0;
                first = unfinished.peek()) {
            if (!first.done()) {
                first.expire();
            }
            retire(first);
        }
    }

    /** Also ends the connections whose callers gave up. */
    private void retireDone() {
        for (HttpExchange each : unfinished.stream().filter(HttpExchange::done).toList()) {
            retire(each);
        }
    }

    private void retire(HttpExchange exchange) {
        exchange.close();
        unfinished.remove(exchange);
        if (!waiting.remove(exchange)) {
            running--;
            // The last one of a peer takes the peer along.
            runningByPeer.computeIfPresent(
                    exchange.peer(), (peer, count) -> count > 1 ? count - 1 : null);
        }
    }

    /** In the order they came, except that nobody waits for another peer's turn. */
    private void startWaiting(Selector current) {
        Iterator<HttpExchange> next = waiting.iterator();
        while (running < MAX_RUNNING + MAX_NEWCOMERS && next.hasNext()) {
            HttpExchange exchange = next.next();
            if (mayRun(runningByPeer.getOrDefault(exchange.peer(), 0))) {
                next.remove();
                running++;
                runningByPeer.merge(exchange.peer(), 1, Integer::sum);
                exchange.open(current);
            }
        }
    }

    private boolean mayRun(int ofItsPeer) {
        return ofItsPeer == 0 || running < MAX_RUNNING && ofItsPeer < MAX_RUNNING_PER_PEER;
    }
}
