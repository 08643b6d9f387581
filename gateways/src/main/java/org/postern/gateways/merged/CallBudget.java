// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * The 30 seconds of one call, shared by all that it asks. Each protocol keeps to 30 seconds by
 * itself: a question that may take them all is asked on the caller's thread. One that may take less
 * is asked on a thread of its own, {@code postern-gateways-call}, and interrupted when its time is
 * over. Used by one thread.
 */
final class CallBudget {
    static final Duration CALL = Duration.ofSeconds(30);

    /** So much may be gone for a question to count as the first. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    /** For an interrupted question to end; protocols end at once. */
    private static final long END_MILLIS = 500;

    private final LongSupplier nanoTime;
    private final long endNanos;

    CallBudget(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.endNanos = nanoTime.getAsLong() + CALL.toNanos();
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - nanoTime.getAsLong()));
    }

    /** Half of the time that is left. */
    Duration half() {
        return halved(left());
    }

    /** By its nanoseconds: {@link Duration} divides by way of a decimal number of any length. */
    static Duration halved(Duration time) {
        return Duration.ofNanos(time.toNanos() / 2);
    }

    /**
     * Asks, for at most {@code most} of the time that is left. When the time is over, fails with
     * {@link Reason#UNREACHABLE} and names {@code who} was asked.
     */
    <T> T spend(String who, Duration most, Callable<T> question)
            throws GatewayException, InterruptedException {
        Duration bound = most.compareTo(left()) < 0 ? most : left();
        if (bound.isZero() || bound.isNegative()) {
            throw new GatewayException(
                    Reason.UNREACHABLE,
                    "There was no time left of " + CALL.toSeconds() + " s to ask " + who + ".");
        }
        return bound.compareTo(CALL.minus(TOLERANCE)) >= 0
                ? direct(who, question)
                : bounded(who, bound, question);
    }

    private static <T> T direct(String who, Callable<T> question)
            throws GatewayException, InterruptedException {
        try {
            return question.call();
        } catch (InterruptedException | GatewayException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            throw failed(who, e);
        }
    }

    private static <T> T bounded(String who, Duration bound, Callable<T> question)
            throws GatewayException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(question);
        Thread worker = new Thread(task, "postern-gateways-call");
        worker.setDaemon(true);
        worker.start();
        try {
            return task.get(bound.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            end(task, worker);
            throw e;
        } catch (TimeoutException e) {
            end(task, worker);
            throw new GatewayException(
                    Reason.UNREACHABLE,
                    "No answer came from " + who + " within " + bound.toMillis() + " ms.",
                    e);
        } catch (ExecutionException e) {
            throw rethrown(who, e);
        }
    }

    private static GatewayException rethrown(String who, ExecutionException e)
            throws InterruptedException {
        if (e.getCause() instanceof GatewayException failure) {
            return failure;
        }
        if (e.getCause() instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        return failed(who, e.getCause() == null ? e : e.getCause());
    }

    private static void end(FutureTask<?> task, Thread worker) {
        task.cancel(true);
        try {
            worker.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Anybody can bring a protocol. */
    private static GatewayException failed(String who, Throwable e) {
        return new GatewayException(
                Reason.UNKNOWN, "An internal error of " + who + " ended the call: " + e, e);
    }
}
