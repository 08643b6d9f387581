// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import org.postern.igd.control.internal.timing.Timer;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A timer whose tasks are run by a test. */
final class PlannedTasks implements Timer {
    record Planned(Duration delay, Runnable task) {}

    private final BlockingQueue<Planned> plans = new LinkedBlockingQueue<>();

    @Override
    public Runnable after(Duration delay, Runnable task) {
        Planned planned = new Planned(delay, task);
        plans.add(planned);
        return () -> plans.remove(planned);
    }

    /** Waits for a task. */
    Planned next() throws InterruptedException {
        return Objects.requireNonNull(plans.poll(30, TimeUnit.SECONDS), "nothing is planned");
    }
}
