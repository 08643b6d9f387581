// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import org.postern.simulator.net.DaemonThreadFactory;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Closes ports when their leases expire, on the thread {@code postern-sim-leases}. */
public final class LeaseTimer implements AutoCloseable {
    private static final long PERIOD_MILLIS = 250;

    private final HeldMappings table;
    private final DaemonThreadFactory threads = new DaemonThreadFactory("leases");
    private final ScheduledThreadPoolExecutor timer;

    public LeaseTimer(HeldMappings table) {
        this.table = table;
        timer = new ScheduledThreadPoolExecutor(1, threads);
    }

    public void start() {
        timer.scheduleWithFixedDelay(
                table::expire, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        threads.await();
    }
}
