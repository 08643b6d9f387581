// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Events on their way to the loop, from any thread; those beyond a bound are dropped and counted. */
final class BoundedQueue {
    /**
     * More than what the built-in strategies together let through of a flood, so that a flood does
     * not displace a router behind it.
     */
    private static final int MAX_QUEUED = 16_384;

    private final Executor loop;
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();

    BoundedQueue(Executor loop) {
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

    /** Counts an event that was dropped for another bound. */
    void drop() {
        dropped.incrementAndGet();
    }

    int dropped() {
        return dropped.get();
    }
}
