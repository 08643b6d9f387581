package org.postern.igd.control.gateway;

import java.time.Duration;

/**
 * The moment by which a call of several exchanges ends, whatever the router does.
 *
 * @param nanos as {@link System#nanoTime()} counts
 */
record Deadline(long nanos) {
    static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }
}
