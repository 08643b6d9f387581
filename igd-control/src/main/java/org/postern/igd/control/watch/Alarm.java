// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.igd.control.events.Timer;

import java.time.Duration;

/** One thing to do later; setting it anew takes the old plan back. */
final class Alarm {
    private final Timer timer;
    private Runnable takeBack = () -> {};
    private boolean set;

    Alarm(Timer timer) {
        this.timer = timer;
    }

    void in(Duration delay, Runnable task) {
        takeBack.run();
        set = true;
        takeBack =
                timer.after(
                        delay.isNegative() ? Duration.ZERO : delay,
                        () -> {
                            set = false;
                            task.run();
                        });
    }

    void off() {
        takeBack.run();
        set = false;
    }

    boolean isSet() {
        return set;
    }
}
