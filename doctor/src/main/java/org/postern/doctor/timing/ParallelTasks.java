// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.timing;

import org.postern.doctor.internal.threads.WorkerThreads;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The tasks of one examination, on daemon threads {@code postern-doctor} that end with it. Whoever
 * waits for what they find, waits here. Safe for several threads.
 */
public final class ParallelTasks implements AutoCloseable {
    /** A dozen descriptions are read at once, beside about ten other tasks. */
    private static final int THREADS = 32;

    private static final int WAITING = 32;

    /** What a task changed on a router it undoes when it is interrupted, which takes some answers. */
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private static final System.Logger LOG = System.getLogger(ParallelTasks.class.getName());

    private final ThreadPoolExecutor pool = WorkerThreads.pool("postern-doctor", THREADS, WAITING);

    /** Guarded by this. */
    private boolean changed;

    /**
     * Starts a task. One that fails is logged, and has no result: it must not hide what the others
     * find.
     *
     * @param name for the log, as the subject of a sentence
     */
    public <T> Task<T> start(String name, Callable<T> work) {
        Task<T> task = new Task<>(name, work, this::changed);
        pool.execute(task::run);
        return task;
    }

    /** Something was found: wakes who waits. */
    public synchronized void changed() {
        changed = true;
        notifyAll();
    }

    /**
     * Waits until something was found since the last call, or so long at most. For one thread at a
     * time.
     */
    public synchronized void awaitChange(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        long left = most.toNanos();
        while (!changed && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
        changed = false;
    }

    /**
     * Interrupts what still runs, and returns when it has ended; an interrupt of the caller does not
     * change that, and stays.
     */
    @Override
    public void close() {
        pool.shutdownNow();
        long end = System.nanoTime() + LONGEST_CLOSE.toNanos();
        boolean interrupted = false;
        boolean over = false;
        while (!over && end - System.nanoTime() > 0) {
            try {
                over = pool.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (!over) {
                    LOG.log(Level.WARNING, "A part of the examination did not end in time.");
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
