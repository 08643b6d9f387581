// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.net;

import java.time.Duration;

/** Starting and ending the router's threads: named, daemons, and awaited when they end. */
public final class Threads {
    /** How long a close waits for a thread; those threads block on nothing that outlives it. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private Threads() {}

    /** A daemon thread of the name {@code postern-sim-…}, not started yet. */
    public static Thread daemon(String role, Runnable work) {
        Thread thread = new Thread(work, "postern-sim-" + role);
        thread.setDaemon(true);
        return thread;
    }

    /** Waits for a thread's end; an interrupt is kept for the caller and does not cut it short. */
    public static void await(Thread thread) {
        if (thread == Thread.currentThread()) {
            return;
        }
        boolean interrupted = false;
        long end = System.nanoTime() + PATIENCE.toNanos();
        long left = PATIENCE.toMillis();
        while (thread.isAlive() && left > 0) {
            try {
                thread.join(left);
            } catch (InterruptedException kept) {
                interrupted = true;
            }
            left = (end - System.nanoTime()) / 1_000_000;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
