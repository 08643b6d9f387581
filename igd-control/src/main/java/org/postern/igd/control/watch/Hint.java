// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.igd.control.internal.timing.Timer;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Something that comes up on any thread and is dealt with on the watch's. However often it comes
 * up, it is on its way once.
 */
final class Hint implements Runnable {
    private final Timer timer;
    private final Runnable taken;
    private final AtomicBoolean coming = new AtomicBoolean();

    /**
     * A hint that nobody gave yet.
     *
     * @param taken on the timer's thread
     */
    Hint(Timer timer, Runnable taken) {
        this.timer = timer;
        this.taken = taken;
    }

    @Override
    public void run() {
        if (coming.compareAndSet(false, true)) {
            timer.after(Duration.ZERO, this::take);
        }
    }

    private void take() {
        coming.set(false);
        taken.run();
    }
}
