// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.loop;

import org.postern.port.keeper.internal.timing.Timer;

import java.time.Instant;

/**
 * The one thread of a keeper, and its clocks. All methods may be called from any thread; tasks run
 * one after the other. After it was closed, nothing runs, and new tasks are dropped.
 */
public interface Loop extends Timer {
    /** The wall clock, for people and for what outlives the process. */
    Instant now();

    /** A clock that no one sets, as {@link System#nanoTime}. */
    long nanoTime();

    void execute(Runnable task);
}
