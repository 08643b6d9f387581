// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.threads;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for work that blocks. */
public final class WorkerThreads {
    private static final int IDLE_SECONDS = 1;

    private WorkerThreads() {}

    /**
     * Makes a pool of daemon threads. Each starts with a task and ends after a second without one.
     *
     * @param name of each thread
     * @param threads at most
     * @param waiting tasks that wait for a thread at most; more are rejected
     * @return a pool without a thread yet
     */
    public static ThreadPoolExecutor pool(String name, int threads, int waiting) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(waiting),
                        new DaemonThreads(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
