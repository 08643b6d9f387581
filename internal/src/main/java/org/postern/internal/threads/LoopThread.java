// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.threads;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * One daemon thread that does tasks one after the other, now or later. It starts with the first
 * task. After {@link #shutdown()} nothing that is due later is done.
 */
public final class LoopThread extends ScheduledThreadPoolExecutor {
    private final DaemonThreads threads;

    /**
     * A loop whose thread has not started.
     *
     * @param name of the thread
     */
    public LoopThread(String name) {
        this(new DaemonThreads(name));
    }

    private LoopThread(DaemonThreads threads) {
        super(1, threads);
        this.threads = threads;
        setRemoveOnCancelPolicy(true);
        setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Waits until the thread has ended. Returns at once on the thread itself; when the caller is
     * interrupted, which stays set; and when the thread never started.
     *
     * @param longest at least a millisecond
     */
    public void join(Duration longest) {
        Thread thread = threads.latest();
        if (thread == null || thread == Thread.currentThread()) {
            return;
        }
        try {
            thread.join(longest.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
