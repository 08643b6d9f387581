// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.postern.port.keeper.internal.threads.WorkerThreads;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Calls listeners one after the other, so that one that blocks delays other listeners, but no
 * port. Calls that do not fit into the queue are dropped and counted: a listener that
 * returns can read the status of its port. The thread ends when it was idle for a second.
 */
final class ListenerThread implements Executor, AutoCloseable {
    private static final Logger LOG = System.getLogger("org.postern.port-keeper");
    private static final String NAME = "postern-keeper-listener";

    /** A restart of the router is four calls for each of 10,000 ports. */
    static final int WAITING = 50_000;

    /** For the last calls, in addition to the time for routers. */
    private static final long CLOSING_MILLIS = 150;

    private final ThreadPoolExecutor pool;

    /** Calls dropped since the queue was last full; guarded by this. */
    private int dropped;

    ListenerThread() {
        this(WAITING);
    }

    ListenerThread(int waiting) {
        pool = WorkerThreads.pool(NAME, 1, waiting);
    }

    /** From any thread; never blocks. */
    @Override
    public synchronized void execute(Runnable call) {
        try {
            pool.execute(call);
        } catch (RejectedExecutionException e) {
            if (!pool.isShutdown() && dropped++ == 0) {
                LOG.log(
                        Level.WARNING,
                        "A listener blocks: calls of listeners are dropped until it returns.");
            }
            return;
        }
        if (dropped > 0) {
            LOG.log(Level.WARNING, dropped + " calls of listeners were dropped.");
            dropped = 0;
        }
    }

    /** Waits a moment for the queued calls; interrupts what still runs. */
    @Override
    public void close() {
        pool.shutdown();
        try {
            // A listener may close the keeper: its thread cannot wait for itself.
            if (!Thread.currentThread().getName().equals(NAME)
                    && !pool.awaitTermination(CLOSING_MILLIS, TimeUnit.MILLISECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
