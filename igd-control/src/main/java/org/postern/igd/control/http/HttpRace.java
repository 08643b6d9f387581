// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * One request on as many connections as its {@link RetryPolicy} allows. Lives on the thread of its
 * loop alone.
 */
final class HttpRace implements HttpExchange.Owner {
    /** A router that serves one connection at a time may refuse the first, but not for long. */
    private static final int FAILURES = 2;

    private final HttpRequest request;
    private final RetryPolicy repetition;
    private final CompletableFuture<HttpResponse> future;
    private final LongSupplier nanoTime;
    private final long deadlineNanos;

    /** Meaningful while no connection has come about. */
    private final long connectDeadlineNanos;

    private final List<HttpExchange> running = new ArrayList<>();

    /** Those of the running ones whose answer is awaited. */
    private final Set<HttpExchange> asking = new HashSet<>();

    private int opened;
    private int sent;
    private int failed;

    /** The first connection that came about was late. */
    private boolean lossy;

    private @Nullable IOException lastFailure;

    /** When the next connection is due; meaningful once the first was opened. */
    private long nextNanos;

    /** When the request is due again; meaningful once it was sent. */
    private long againNanos;

    HttpRace(
            HttpRequest request,
            RetryPolicy repetition,
            CompletableFuture<HttpResponse> future,
            LongSupplier nanoTime) {
        this.request = request;
        this.repetition = repetition;
        this.future = future;
        this.nanoTime = nanoTime;
        long now = nanoTime.getAsLong();
        this.deadlineNanos = now + request.timeout().toNanos();
        this.connectDeadlineNanos = now + repetition.connectTimeout().toNanos();
    }

    InetAddress peer() {
        return request.peer();
    }

    @Override
    public boolean over() {
        return future.isDone();
    }

    /** When there is something to do, should nothing happen before. */
    long wakeNanos() {
        long end = endNanos();
        return mayOpen() && nextNanos - end < 0 ? nextNanos : end;
    }

    private long endNanos() {
        return sent == 0 && connectDeadlineNanos - deadlineNanos < 0
                ? connectDeadlineNanos
                : deadlineNanos;
    }

    /** Whether a further connection should be opened now. */
    boolean due() {
        return mayOpen() && nextNanos - nanoTime.getAsLong() <= 0;
    }

    private boolean mayOpen() {
        return opened > 0
                && opened < repetition.connections()
                && sent < repetition.requests()
                && failed < FAILURES
                && !over();
    }

    /** Makes the next connection, which the caller opens. */
    HttpExchange next() {
        HttpExchange exchange = new HttpExchange(request, this);
        running.add(exchange);
        opened++;
        postpone();
        return exchange;
    }

    /** Puts the next connection off. */
    void postpone() {
        nextNanos = nanoTime.getAsLong() + repetition.connectGap().toNanos();
    }

    @Override
    public boolean asks(HttpExchange connected) {
        long now = nanoTime.getAsLong();
        boolean early = repetition.strict() && !asking.isEmpty() && againNanos - now > 0;
        if (early || sent >= repetition.requests() || over()) {
            running.remove(connected);
            return false;
        }
        asking.add(connected);
        if (sent == 0) {
            lossy = opened > 1;
        }
        sent++;
        againNanos = now + repetition.gapNanosAfter(sent, lossy);
        nextNanos = againNanos;
        return true;
    }

    @Override
    public void answered(HttpResponse response) {
        future.complete(response);
    }

    /**
     * One connection failed. The others go on, and there may be one more; but who answers what is
     * no HTTP would do so again.
     */
    @Override
    public void failed(HttpExchange exchange, IOException cause) {
        running.remove(exchange);
        asking.remove(exchange);
        failed++;
        lastFailure = cause;
        boolean askedOut = asking.isEmpty() && sent >= repetition.requests();
        boolean nobodyElse =
                running.isEmpty() && (cause instanceof HttpFormatException || !mayOpen());
        if (askedOut || nobodyElse) {
            fail(cause);
        }
    }

    /** Ends it when its time is up: what is there must do, or nothing is. */
    void expire() {
        if (endNanos() - nanoTime.getAsLong() <= 0) {
            IOException late = new SocketTimeoutException("no answer in time");
            IOException reason = running.isEmpty() && lastFailure != null ? lastFailure : late;
            running.forEach(HttpExchange::expire);
            fail(reason);
        }
    }

    void fail(IOException cause) {
        future.completeExceptionally(cause);
    }

    /** Closes all connections. */
    void end() {
        for (HttpExchange each : running) {
            each.close();
        }
        running.clear();
    }
}
