// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.calls;

import java.time.Duration;

/**
 * The moment by which a call of several exchanges ends, whatever the router does.
 *
 * @param nanos as {@link System#nanoTime()} counts
 */
record Deadline(long nanos) {
    /** Less than this is not worth a question: no router answers a new connection in it. */
    private static final Duration TOO_SHORT = Duration.ofMillis(20);

    static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Never negative. */
    Duration left() {
        return Duration.ofNanos(leftNanos());
    }

    /** Plain numbers: a Duration is divided by way of a BigDecimal, which takes microseconds. */
    private long leftNanos() {
        return Math.max(0, nanos - System.nanoTime());
    }

    /** For a change, so that time is left to look what became of it when its answer is lost. */
    Duration most() {
        return Duration.ofNanos(leftNanos() / 3 * 2);
    }

    /** An earlier deadline, for what must not take all the time. */
    Deadline half() {
        return new Deadline(System.nanoTime() + leftNanos() / 2);
    }

    /** Whether there is time for an answer after a pause. */
    boolean allows(Duration pause) {
        return left().compareTo(pause.plus(TOO_SHORT)) >= 0;
    }

    boolean over() {
        return left().compareTo(TOO_SHORT) < 0;
    }
}
