// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.hooks;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a run of a program may take, and how long all may that are left when the command ends.
 * Thread-safe.
 */
final class RunTimes {
    static final Duration LONGEST_RUN = Duration.ofSeconds(30);

    /**
     * Of the 2.5 seconds that the process has to end, as much as closing the ports may take: the
     * program is run while routers are waited for.
     */
    static final Duration ENDING = Duration.ofMillis(2100);

    private static final long NEVER = Long.MAX_VALUE;

    private final LongSupplier nanoTime;
    private final Duration longestRun;
    private final Duration ending;
    private final long start;
    private long began;

    /** Whether the run began before the command ended. */
    private boolean isEarlier;

    /** From the start; {@link #NEVER} while the command does not end. */
    private long endingSince = NEVER;

    private long end = NEVER;

    RunTimes(LongSupplier nanoTime, Duration longestRun, Duration ending) {
        this.nanoTime = nanoTime;
        this.longestRun = longestRun;
        this.ending = ending;
        start = nanoTime.getAsLong();
    }

    private long now() {
        return nanoTime.getAsLong() - start;
    }

    Duration longestRun() {
        return longestRun;
    }

    /** A run begins. */
    synchronized void begin() {
        began = now();
        isEarlier = !isEnding();
    }

    /** The command ends; what is called again has no effect. */
    synchronized void end() {
        if (endingSince == NEVER) {
            endingSince = now();
            end = endingSince + ending.toNanos();
        }
    }

    /** There is no more time. */
    synchronized void endNow() {
        end();
        end = now();
    }

    synchronized boolean isEnding() {
        return endingSince != NEVER;
    }

    synchronized boolean isEnded() {
        return isEnding() && now() >= end;
    }

    /** Zero when it is over; the whole time while the command does not end. */
    synchronized Duration untilEnd() {
        return isEnding() ? Duration.ofNanos(Math.max(0, end - now())) : ending;
    }

    /**
     * Whether the run must end. One that began before the command ended leaves half of the time to
     * those that wait.
     */
    synchronized boolean isOverdue(boolean othersWait) {
        long now = now();
        if (now - began >= longestRun.toNanos() || isEnded()) {
            return true;
        }
        return isEnding() && othersWait && isEarlier && now - endingSince >= ending.toNanos() / 2;
    }
}
