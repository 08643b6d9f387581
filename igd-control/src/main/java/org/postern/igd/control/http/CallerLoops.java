// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import static org.postern.igd.control.logging.IgdLog.LOG;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Exchanges on the threads that wait for them, each on a loop of its own: to hand a request to
 * another thread, and its answer back, takes as long as a fast router's answer. Safe for several
 * threads.
 */
final class CallerLoops {
    /** Kept for the next calls; most programs make one at a time. */
    static final int MOST_IDLE = 2;

    private final Connections connections;

    /** Guarded by this. */
    private final Deque<RaceLoop> idle = new ArrayDeque<>();

    /** Guarded by this. */
    private final Set<RaceLoop> busy = new HashSet<>();

    /** Written under the lock. */
    private volatile boolean closed;

    /** None yet; their connections are counted with those of other loops. */
    CallerLoops(Connections connections) {
        this.connections = connections;
    }

    /**
     * Asks, and waits for the first whole answer. An interrupt ends all connections at once.
     *
     * @return empty, and nothing was sent, where so many connections are open that this one has to
     *     wait for its turn
     */
    Optional<HttpResponse> exchange(HttpRequest request, RetryPolicy repetition)
            throws IOException, InterruptedException {
        RaceLoop loop = take();
        try {
            return exchange(loop, request, repetition);
        } finally {
            giveBack(loop);
        }
    }

    private Optional<HttpResponse> exchange(
            RaceLoop loop, HttpRequest request, RetryPolicy repetition)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
        HttpRace race = new HttpRace(request, repetition, answer, System::nanoTime);
        throwIfInterrupted();
        if (!loop.begin(race)) {
            return Optional.empty();
        }
        while (!race.over()) {
            throwIfInterrupted();
            if (closed) {
                throw new IOException(HttpClient.CLOSED);
            }
            loop.advance();
            // Its time may be up, and then nothing would end the wait.
            if (!race.over()) {
                loop.await();
            }
        }
        return Optional.of(result(answer));
    }

    private static void throwIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Waits for an answer; an interrupt cancels it. */
    static HttpResponse result(CompletableFuture<HttpResponse> answer)
            throws IOException, InterruptedException {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            answer.cancel(false);
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e);
        }
    }

    /** Ends all exchanges, and returns when their threads have let go of them. */
    synchronized void close(Duration longest) {
        closed = true;
        busy.forEach(RaceLoop::wakeUp);
        idle.forEach(CallerLoops::close);
        idle.clear();
        long end = System.nanoTime() + longest.toNanos();
        try {
            while (!busy.isEmpty() && end - System.nanoTime() > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            // An interrupted caller does not wait, but they end.
            Thread.currentThread().interrupt();
        }
    }

    private synchronized RaceLoop take() throws IOException {
        if (closed) {
            throw new IOException(HttpClient.CLOSED);
        }
        RaceLoop loop = idle.isEmpty() ? new RaceLoop(connections) : idle.pop();
        busy.add(loop);
        return loop;
    }

    private void giveBack(RaceLoop loop) {
        loop.endAll(HttpClient.CLOSED);
        boolean usable = isPurged(loop);
        synchronized (this) {
            busy.remove(loop);
            if (usable && !closed && idle.size() < MOST_IDLE) {
                idle.push(loop);
                return;
            }
            notifyAll();
        }
        close(loop);
    }

    private static boolean isPurged(RaceLoop loop) {
        try {
            loop.purge();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void close(RaceLoop loop) {
        try {
            loop.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "closing failed: " + e);
        }
    }
}
