// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import org.postern.simulator.net.Crew;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Closes ports whose lease is over even when nobody asks, on {@code postern-sim-leases}. */
public final class LeaseTicker implements AutoCloseable {
    private static final long TICK_MILLIS = 250;

    private final MappingTable table;
    private final Crew crew = new Crew("leases");
    private final ScheduledThreadPoolExecutor timer;

    /** A ticker that stands still; call {@link #start}. */
    public LeaseTicker(MappingTable table) {
        this.table = table;
        timer = new ScheduledThreadPoolExecutor(1, crew);
    }

    /** Begins to tick. */
    public void start() {
        timer.scheduleWithFixedDelay(
                table::expire, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        crew.await();
    }
}
