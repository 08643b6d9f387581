// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that ask routers, as calls of gateways block. They are many only where many routers
 * are slow at the same time, and end when there was nothing to do for a second.
 */
final class RouterWorkers implements Executor, AutoCloseable {
    private static final String NAME = "postern-keeper-router";
    private static final int MOST = 16;

    /** The keeper asks one router two things at a time at most; this is for a fault of ours. */
    private static final int WAITING = 10_000;

    private final ThreadPoolExecutor pool;

    RouterWorkers() {
        pool =
                new ThreadPoolExecutor(
                        MOST,
                        MOST,
                        1,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(WAITING),
                        task -> {
                            Thread thread = new Thread(task, NAME);
                            thread.setDaemon(true);
                            return thread;
                        });
        pool.allowCoreThreadTimeOut(true);
    }

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
