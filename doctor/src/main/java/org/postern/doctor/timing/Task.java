// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.timing;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A part of an examination that runs beside others. Safe for several threads. */
public final class Task<T> {
    private final String name;
    private final Callable<T> work;
    private final Runnable ended;
    private final CountDownLatch over = new CountDownLatch(1);

    /** Guarded by this, as are the next ones. */
    private Optional<T> result = Optional.empty();

    /** Null before it began, and when it is over. */
    private @Nullable Thread runner;

    private boolean stopped;

    Task(String name, Callable<T> work, Runnable ended) {
        this.name = name;
        this.work = work;
        this.ended = ended;
    }

    void run() {
        synchronized (this) {
            if (stopped) {
                return;
            }
            runner = Thread.currentThread();
        }
        Optional<T> found = found();
        synchronized (this) {
            result = found;
            runner = null;
        }
        over.countDown();
        ended.run();
    }

    private Optional<T> found() {
        try {
            return Optional.of(work.call());
        } catch (InterruptedException e) {
            return Optional.empty();
        } catch (Exception | LinkageError e) {
            System.getLogger(Task.class.getName())
                    .log(Level.WARNING, name + " failed unexpectedly.", e);
            return Optional.empty();
        }
    }

    /** What it found; empty as long as it runs, and where it failed or was stopped without any. */
    public synchronized Optional<T> result() {
        return result;
    }

    /** Whether nothing more is to be expected of it. */
    public boolean isOver() {
        return over.getCount() == 0;
    }

    /** Waits until it is over, or the time is. */
    public Optional<T> await(TimeLimit limit) throws InterruptedException {
        return over.await(limit.left().toNanos(), TimeUnit.NANOSECONDS)
                ? result()
                : Optional.empty();
    }

    /** Interrupts it: it ends at once, and may tell what it has found until then. */
    public void stop() {
        synchronized (this) {
            stopped = true;
            Thread running = runner;
            if (running != null) {
                running.interrupt();
                return;
            }
        }
        // It is over, or never begins.
        over.countDown();
    }
}
