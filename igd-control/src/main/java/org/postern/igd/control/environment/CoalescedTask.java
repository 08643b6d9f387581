// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.environment;

import org.postern.igd.control.internal.timing.Timer;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A task that is requested on any thread and runs on the timer's. However often it is requested, it
 * is due once.
 */
public final class CoalescedTask implements Runnable {
    private final Timer timer;
    private final Runnable task;
    private final AtomicBoolean due = new AtomicBoolean();

    /**
     * A task that is not requested yet.
     *
     * @param timer on whose thread it runs
     * @param task must not block
     */
    public CoalescedTask(Timer timer, Runnable task) {
        this.timer = timer;
        this.task = task;
    }

    @Override
    public void run() {
        if (due.compareAndSet(false, true)) {
            timer.after(Duration.ZERO, this::perform);
        }
    }

    private void perform() {
        due.set(false);
        task.run();
    }
}
