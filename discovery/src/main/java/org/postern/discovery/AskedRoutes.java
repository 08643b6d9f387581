// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Default routes that take a while to ask for: whoever wants them has what is known at once, and
 * what is asked for meanwhile at the next look. Searches look several times. One thread, which lives
 * while the system is asked.
 */
final class AskedRoutes {
    private static final Logger LOG = System.getLogger("org.postern.discovery");

    /** A search looks five times within two seconds: one question is enough for it. */
    private static final long FRESH = Duration.ofSeconds(5).toNanos();

    /** What was known longer ago may be of another network. */
    private static final long KNOWN = Duration.ofSeconds(60).toNanos();

    /** A command that is ended is gone at once, unless the system is in trouble. */
    private static final long LONGEST_STOP_MILLIS = 1000;

    /** Asks the system. */
    @FunctionalInterface
    interface Question {
        /** The routes as they are now; blocks, and ends when interrupted. */
        List<Route> ask() throws IOException, InterruptedException;
    }

    private record Answer(List<Route> routes, long at) {}

    private final Question question;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Answer> answer = new AtomicReference<>();
    private @Nullable Thread asking;
    private boolean stopped;

    /** Starts nothing. */
    AskedRoutes(Question question, LongSupplier nanoTime) {
        this.question = question;
        this.nanoTime = nanoTime;
    }

    /** What is known now; asks anew where that is old. */
    List<Route> known() {
        Answer last = answer.get();
        long age = last == null ? Long.MAX_VALUE : nanoTime.getAsLong() - last.at();
        if (age > FRESH) {
            ask();
        }
        return last == null || age > KNOWN ? List.of() : last.routes();
    }

    /** Ends the question, asks no more, and returns when its thread is gone. */
    void stop() {
        Thread ending;
        synchronized (this) {
            stopped = true;
            ending = asking;
        }
        if (ending == null) {
            return;
        }
        ending.interrupt();
        try {
            ending.join(LONGEST_STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void ask() {
        if (asking != null || stopped) {
            return;
        }
        asking = new Thread(this::run, "postern-routes");
        asking.setDaemon(true);
        asking.start();
    }

    private void run() {
        try {
            answer.set(new Answer(routes(), nanoTime.getAsLong()));
        } catch (InterruptedException e) {
            // Stopped: nobody wants to know any more.
        } finally {
            synchronized (this) {
                asking = null;
            }
        }
    }

    /** None where the system does not say: other strategies carry on. */
    private List<Route> routes() throws InterruptedException {
        try {
            return question.ask();
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    Level.DEBUG,
                    () -> "The default gateway is not known here: " + e.getMessage() + ".");
            return List.of();
        }
    }
}
