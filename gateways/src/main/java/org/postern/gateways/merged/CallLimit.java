// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread that started it, unless it is closed in time. All share one thread, {@code
 * postern-gateways-call}, which ends when there was none for a second. To ask on a thread of its own
 * instead would take longer than a fast gateway takes to answer.
 */
final class CallLimit implements AutoCloseable {
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private static final class Caller {
        private final Thread thread = Thread.currentThread();
        private boolean done;
        private boolean interrupted;

        synchronized void interrupt() {
            if (!done) {
                interrupted = true;
                thread.interrupt();
            }
        }

        /** Takes back an interrupt that came too late to end anything. */
        synchronized void release() {
            done = true;
            if (interrupted) {
                Thread.interrupted();
            }
        }

        synchronized boolean isInterrupted() {
            return interrupted;
        }
    }

    private final Caller caller;
    private final Future<?> due;

    private CallLimit(Caller caller, Future<?> due) {
        this.caller = caller;
        this.due = due;
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, CallLimit::timerThread);
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    private static Thread timerThread(Runnable task) {
        Thread thread = new Thread(task, "postern-gateways-call");
        thread.setDaemon(true);
        return thread;
    }

    /** Starts a limit for what its caller does next. */
    static CallLimit start(Duration time) {
        Caller caller = new Caller();
        return new CallLimit(
                caller, TIMER.schedule(caller::interrupt, time.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Whether the time was over before it was closed. */
    boolean isExceeded() {
        return caller.isInterrupted();
    }

    /** On the thread that started it. */
    @Override
    public void close() {
        due.cancel(false);
        caller.release();
    }
}
