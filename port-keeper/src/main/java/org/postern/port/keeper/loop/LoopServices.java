// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.loop;

import org.postern.port.keeper.internal.timing.Jitter;

import java.util.concurrent.Executor;

/**
 * What runs a keeper: the thread of all its state, its clock and its timer, the workers that run
 * calls to routers, which block, and the jitter that spreads retries and renewals over time.
 */
public record LoopServices(
        Loop loop, Time time, Schedule schedule, Executor workers, Jitter jitter) {
    public static LoopServices of(Loop loop, Executor workers, Jitter jitter) {
        Time time = new Time(loop);
        return new LoopServices(loop, time, new Schedule(loop, time), workers, jitter);
    }

    /** Nanoseconds of the keeper's clock. */
    public long now() {
        return time.now();
    }
}
