// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A loop on the thread {@code postern-keeper}, which starts with the first task. */
public final class LoopThread implements Loop, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LoopThread.class.getName());

    private final ScheduledThreadPoolExecutor executor;

    /** A loop without a thread yet. */
    public LoopThread() {
        executor =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread thread = new Thread(task, "postern-keeper");
                            thread.setDaemon(true);
                            return thread;
                        });
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void execute(Runnable task) {
        try {
            executor.execute(() -> shielded(task));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The keeper has ended: a task came too late.");
        }
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        try {
            ScheduledFuture<?> planned =
                    executor.schedule(() -> shielded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> planned.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    /** Ends the thread. A task that runs is waited for, a second at most, unless it is ours. */
    @Override
    public void close() {
        executor.shutdownNow();
        if ("postern-keeper".equals(Thread.currentThread().getName())) {
            return;
        }
        try {
            executor.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A fault of ours must not end the keeping of all ports. */
    private static void shielded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A fault in the port keeper, please report it.", e);
        }
    }
}
