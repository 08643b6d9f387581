// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.postern.port.keeper.internal.threads.WorkerThreads;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * The threads that ask routers, as calls of gateways block. They are many only where many routers
 * are slow at the same time, or one is at the stop, and end when there was nothing to do for a second.
 */
final class RouterWorkers implements Executor, AutoCloseable {
    private static final String NAME = "postern-keeper-router";
    private static final int MOST = 64;

    /** More calls than threads are rare: this limit matters only after a bug. */
    private static final int WAITING = 10_000;

    private final ThreadPoolExecutor pool = WorkerThreads.pool(NAME, MOST, WAITING);

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Ends the calls that are under way. */
    @Override
    public void close() {
        pool.shutdownNow();
    }
}
