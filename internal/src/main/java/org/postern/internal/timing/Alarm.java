// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.timing;

import java.time.Duration;

/** One task that is due later, or none. For the timer's thread alone. */
public final class Alarm {
    private final Timer timer;
    private Runnable cancel = () -> {};
    private boolean set;

    /**
     * An alarm that is not set.
     *
     * @param timer runs the task
     */
    public Alarm(Timer timer) {
        this.timer = timer;
    }

    /**
     * Sets the alarm, in place of what it was set to before.
     *
     * @param delay from now; a negative one counts as zero
     * @param task must not block
     */
    public void in(Duration delay, Runnable task) {
        cancel.run();
        set = true;
        cancel =
                timer.after(
                        delay.isNegative() ? Duration.ZERO : delay,
                        () -> {
                            set = false;
                            task.run();
                        });
    }

    /** Cancels the task. */
    public void off() {
        cancel.run();
        set = false;
    }

    /**
     * Whether a task is due.
     *
     * @return false once the task has started
     */
    public boolean isSet() {
        return set;
    }
}
