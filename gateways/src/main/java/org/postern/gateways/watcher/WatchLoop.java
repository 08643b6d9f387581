// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.watcher;

import static org.postern.gateways.logging.GatewaysLog.LOG;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread of one watch, which ends when there is nothing to do for a second and comes back when
 * there is: never two at once. What comes after the end of the watch is dropped.
 */
class WatchLoop implements Executor {
    private final ScheduledThreadPoolExecutor executor;
    private volatile @Nullable Thread thread;

    WatchLoop() {
        this.executor =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread made = new Thread(task, "postern-gateways-watch");
                            made.setDaemon(true);
                            thread = made;
                            return made;
                        });
        executor.setKeepAliveTime(1, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    @Override
    public void execute(Runnable task) {
        after(Duration.ZERO, task);
    }

    void after(Duration delay, Runnable task) {
        try {
            executor.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The watch has ended.
        }
    }

    void shutdown() {
        executor.shutdown();
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.ERROR, "An internal error in the watch over gateways: " + e, e);
        }
    }
}
