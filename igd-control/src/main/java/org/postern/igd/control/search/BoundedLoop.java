// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands events from any thread to the loop, a bounded number at a time; the rest is counted. */
final class BoundedLoop {
    /**
     * Above what the built-in strategies together let through of a flood, so that none of it pushes
     * a router out that waits behind it.
     */
    private static final int MAX_QUEUED = 16_384;

    private final Executor loop;
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();

    BoundedLoop(Executor loop) {
        this.loop = loop;
    }

    void offer(Runnable event) {
        if (queued.incrementAndGet() > MAX_QUEUED) {
            queued.decrementAndGet();
            drop();
            return;
        }
        try {
            loop.execute(
                    () -> {
                        queued.decrementAndGet();
                        event.run();
                    });
        } catch (RejectedExecutionException e) {
            // The control point was closed meanwhile.
            queued.decrementAndGet();
        }
    }

    /** Counts something that was beyond another bound. */
    void drop() {
        dropped.incrementAndGet();
    }

    int dropped() {
        return dropped.get();
    }
}
