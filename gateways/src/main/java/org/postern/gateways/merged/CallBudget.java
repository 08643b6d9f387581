// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/**
 * The 30 seconds of one call, shared by all that it asks on the caller's thread. Each protocol keeps
 * to 30 seconds by itself; a question that may take less is interrupted when its time is over. Used
 * by one thread.
 */
final class CallBudget {
    static final Duration CALL = Duration.ofSeconds(30);

    /** So much may be gone for a question to count as the first. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

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
        CallLimit limit = CallLimit.start(bound);
        try (limit) {
            return direct(who, question);
        } catch (InterruptedException | GatewayException e) {
            if (!limit.isExceeded()) {
                throw e;
            }
            throw new GatewayException(
                    Reason.UNREACHABLE,
                    "No answer came from " + who + " within " + bound.toMillis() + " ms.",
                    e);
        }
    }

    /** Anybody can bring a protocol. */
    private static GatewayException failed(String who, Throwable e) {
        return new GatewayException(
                Reason.UNKNOWN, "An internal error of " + who + " ended the call: " + e, e);
    }
}
