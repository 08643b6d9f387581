// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.warmup;

import static org.postern.igd.control.logging.IgdLog.LOG;

import org.jspecify.annotations.Nullable;
import org.postern.igd.control.internal.threads.LoopThread;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Opens a port on a router that is made up, once after these classes were loaded, and on a thread that
 * ends with it. A new JVM takes longer to load the classes of a first reading, and of a first call, than a
 * router takes to answer a search: it loads them meanwhile.
 */
public final class WarmUp implements AutoCloseable {
    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

    private final LoopThread loop = new LoopThread("postern-warm-up");
    private volatile boolean stopped;

    /** A thread that has not started. */
    public WarmUp() {}

    /** Whether it was started with these classes before. */
    public static boolean isStarted() {
        return STARTED.get();
    }

    /**
     * Does nothing where it was started before, and where somebody reads the log, who would take the
     * router for a real one. Ends early once nobody waits for the search.
     */
    public void start(BooleanSupplier needless) {
        if (!needless.getAsBoolean()
                && !LOG.isLoggable(Level.DEBUG)
                && STARTED.compareAndSet(false, true)) {
            try {
                loop.execute(() -> run(needless));
            } catch (RejectedExecutionException e) {
                // Closed meanwhile.
            }
        }
    }

    private void run(BooleanSupplier needless) {
        boolean begun = false;
        try {
            new ScriptedRouter(loop, () -> stopped || needless.getAsBoolean())
                    .openPort()
                    .whenComplete((result, failure) -> end(failure));
            begun = true;
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, "The warm-up failed: " + e);
        } finally {
            if (!begun) {
                loop.shutdown();
            }
        }
    }

    private void end(@Nullable Throwable failure) {
        if (failure != null) {
            LOG.log(Level.DEBUG, "The warm-up failed: " + failure);
        }
        loop.shutdown();
    }

    /** Ends it after the step that it is at: the rest is loaded where it is needed. */
    public void stop() {
        stopped = true;
    }

    /** Returns when the thread has ended. */
    @Override
    public void close() {
        stop();
        // Without an interrupt, which could disturb a class that is just loaded for all.
        loop.shutdown();
        loop.join(LONGEST_CLOSE);
    }
}
