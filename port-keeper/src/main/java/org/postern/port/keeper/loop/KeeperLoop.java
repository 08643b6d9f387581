// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.loop;

import org.postern.port.keeper.internal.threads.LoopThread;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A loop on the thread {@code postern-keeper}, which starts with the first task. */
public final class KeeperLoop implements Loop, AutoCloseable {
    private static final System.Logger LOG = System.getLogger("org.postern.port-keeper");

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

    private final LoopThread thread = new LoopThread("postern-keeper");

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
            thread.execute(() -> shielded(task));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The keeper has ended: a task came too late.");
        }
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        try {
            ScheduledFuture<?> planned =
                    thread.schedule(() -> shielded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> planned.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    /** Ends the thread. Waits up to a second for a running task, unless it is the caller. */
    @Override
    public void close() {
        thread.shutdownNow();
        thread.join(LONGEST_CLOSE);
    }

    /** A bug must not stop the keeper. */
    private static void shielded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A fault in the port keeper, please report it.", e);
        }
    }
}
