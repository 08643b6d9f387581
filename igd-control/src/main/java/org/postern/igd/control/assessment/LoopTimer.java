// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.assessment;

import org.postern.igd.control.internal.timing.Timer;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The timer of a loop. Once the loop has ended nothing is due any more. */
public record LoopTimer(ScheduledExecutorService loop) implements Timer {
    @Override
    public Runnable after(Duration delay, Runnable task) {
        try {
            Future<?> planned = loop.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> planned.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }
}
