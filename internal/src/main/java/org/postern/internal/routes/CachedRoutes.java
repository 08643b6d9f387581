// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.routes;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Default routes from a query that takes a while. Callers get what is known at once, and the result
 * of a running query on their next call; searches call several times. The query has one thread,
 * which ends with it.
 */
final class CachedRoutes {
    /** A search calls five times within two seconds: one query is enough for it. */
    private static final long FRESH = Duration.ofSeconds(5).toNanos();

    /** Older results may belong to another network. */
    private static final long VALID = Duration.ofSeconds(60).toNanos();

    /** A command that is killed normally ends at once. */
    private static final long STOP_TIMEOUT_MILLIS = 1000;

    @FunctionalInterface
    interface Query {
        /** Blocks; ends when interrupted. */
        List<Route> run() throws IOException, InterruptedException;
    }

    private record Result(List<Route> routes, long at) {}

    private final Query query;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Result> result = new AtomicReference<>();
    private @Nullable Thread running;
    private boolean stopped;

    CachedRoutes(Query query, LongSupplier nanoTime) {
        this.query = query;
        this.nanoTime = nanoTime;
    }

    /** What is known now; starts a query where that is old. */
    List<Route> get() {
        Result last = result.get();
        long age = last == null ? Long.MAX_VALUE : nanoTime.getAsLong() - last.at();
        if (age > FRESH) {
            startQuery();
        }
        return last == null || age > VALID ? List.of() : last.routes();
    }

    /** Ends a running query, starts no more, and returns when its thread has ended. */
    void stop() {
        Thread ending;
        synchronized (this) {
            stopped = true;
            ending = running;
        }
        if (ending == null) {
            return;
        }
        ending.interrupt();
        try {
            ending.join(STOP_TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void startQuery() {
        if (running != null || stopped) {
            return;
        }
        running = new Thread(this::run, "postern-routes");
        running.setDaemon(true);
        running.start();
    }

    private void run() {
        try {
            result.set(new Result(routes(), nanoTime.getAsLong()));
        } catch (InterruptedException e) {
            // Stopped.
        } finally {
            synchronized (this) {
                running = null;
            }
        }
    }

    /** Empty after a failure, which is not reported: other strategies may find the router. */
    private List<Route> routes() throws InterruptedException {
        try {
            return query.run();
        } catch (IOException | RuntimeException e) {
            System.getLogger(CachedRoutes.class.getName())
                    .log(
                            Level.DEBUG,
                            () -> "The default gateway is unknown: " + e.getMessage() + ".");
            return List.of();
        }
    }
}
