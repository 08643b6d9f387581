// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.timing;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.doctor.internal.threads.WorkerThreads;

import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls that block, each on a thread of its own, so that they go on side by side and none is waited
 * for beyond the time that there is. Safe for several threads.
 */
public final class ParallelCalls implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ParallelCalls.class.getName());

    /** The most that an examination has under way at once: its own ports, and the helper. */
    private static final int THREADS = 20;

    private static final int WAITING = 64;

    private final ThreadPoolExecutor threads =
            WorkerThreads.pool("postern-doctor-port", THREADS, WAITING);

    public <T> Future<T> start(Callable<T> call) {
        return threads.submit(call);
    }

    /** Asks a gateway. What takes longer than there is time is interrupted, and is a failure. */
    public <T> T ask(Callable<T> call, TimeLimit limit)
            throws GatewayException, InterruptedException {
        Future<T> running = start(call);
        try {
            return result(running, limit);
        } finally {
            running.cancel(true);
        }
    }

    /** What a gateway answered. A call that takes longer than there is time goes on. */
    public static <T> T result(Future<T> call, TimeLimit limit)
            throws GatewayException, InterruptedException {
        try {
            return call.get(limit.leftMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new GatewayException(
                    Reason.UNREACHABLE, "The gateway did not answer in time.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GatewayException failure) {
                throw failure.rethrown();
            }
            // Of whoever controls the gateway; what else is known of the port counts all the same.
            throw new GatewayException(
                    Reason.UNKNOWN, "The gateway could not be asked: " + e.getCause() + ".", e);
        }
    }

    /**
     * What a part of the examination found; empty where it failed, which must not hide what the others
     * tell, or took longer than there is time.
     */
    public static <T> Optional<T> found(Future<T> part, TimeLimit limit)
            throws InterruptedException {
        try {
            return Optional.of(part.get(limit.leftMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            LOG.log(Level.DEBUG, "A part of the examination failed.", e.getCause());
            return Optional.empty();
        } finally {
            part.cancel(true);
        }
    }

    /** Interrupts what still runs. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
