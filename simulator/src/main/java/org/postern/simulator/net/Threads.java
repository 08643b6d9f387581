// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.net;

import java.time.Duration;

/** Makes the router's threads, which are named daemons, and waits for their end. */
public final class Threads {
    /** How long a close waits for a thread; closing has ended whatever the thread blocks on. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private Threads() {}

    /** A daemon thread named {@code postern-sim-ROLE}, not started yet. */
    public static Thread daemon(String role, Runnable work) {
        Thread thread = new Thread(work, "postern-sim-" + role);
        thread.setDaemon(true);
        return thread;
    }

    /** Waits for a thread to end; an interrupt does not shorten this and is kept for the caller. */
    public static void await(Thread thread) {
        if (thread == Thread.currentThread()) {
            return;
        }
        boolean interrupted = false;
        long end = System.nanoTime() + TIMEOUT.toNanos();
        long left = TIMEOUT.toMillis();
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
