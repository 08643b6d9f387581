// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.environment;

import org.postern.igd.control.internal.timing.Timer;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A task that is requested on any thread and runs on the timer's, which it must not block. However
 * often it is requested, it is due once; what was requested before it ran it has to deal with.
 */
public final class CoalescedTask implements Runnable {
    private final Timer timer;
    private final Duration delay;
    private final Runnable task;
    private final AtomicBoolean due = new AtomicBoolean();

    /** A task that runs so long after it was first requested. */
    public CoalescedTask(Timer timer, Duration delay, Runnable task) {
        this.timer = timer;
        this.delay = delay;
        this.task = task;
    }

    @Override
    public void run() {
        if (due.compareAndSet(false, true)) {
            timer.after(delay, this::perform);
        }
    }

    private void perform() {
        due.set(false);
        task.run();
    }
}
