// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.osgi.service.component.annotations.Component;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long routers are waited for when something ends. What ends together, as at the end of the
 * bundle, shares one wait.
 */
@Component(service = ShutdownBudget.class)
public final class ShutdownBudget {
    private static final Logger LOG = System.getLogger("org.postern.port-keeper");

    /** Two seconds are promised in all. */
    private static final long WAIT = TimeUnit.MILLISECONDS.toNanos(1800);

    /** What begins to end this long after the last end does not end together with it. */
    private static final long TOGETHER = TimeUnit.SECONDS.toNanos(5);

    /** What was waited for by those that end together; guarded by this. */
    private long spent;

    private long lastEnd = System.nanoTime() - TOGETHER;

    public ShutdownBudget() {}

    /** Waits for something that may end together with more, in what is left of the time. */
    void waitFor(CompletableFuture<?> end) {
        long before = System.nanoTime();
        await(end, remaining(before));
        spend(before);
    }

    /** Waits for something that ends alone. */
    static void waitForAlone(CompletableFuture<?> end) {
        await(end, WAIT);
    }

    private synchronized long remaining(long now) {
        if (now - lastEnd >= TOGETHER) {
            spent = 0;
        }
        return Math.max(0, WAIT - spent);
    }

    private synchronized void spend(long since) {
        lastEnd = System.nanoTime();
        spent += lastEnd - since;
    }

    private static void await(CompletableFuture<?> end, long nanos) {
        // What follows a release may close the keeper: its thread cannot wait for itself.
        if (Thread.currentThread().getName().equals("postern-keeper")) {
            return;
        }
        try {
            end.get(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            // Said by the first of those that share the wait.
            LOG.log(
                    nanos == 0 ? Level.DEBUG : Level.WARNING,
                    "Not all ports could be closed in time. What a router still has open ends with"
                            + " its lease, or is closed after the next start.");
        } catch (ExecutionException e) {
            LOG.log(
                    Level.WARNING,
                    "Not all ports could be closed: "
                            + Objects.requireNonNullElse(e.getCause(), e).getMessage());
        }
    }
}
