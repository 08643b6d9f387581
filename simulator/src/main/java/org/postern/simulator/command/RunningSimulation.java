// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One call of the command; its thread is interrupted only while the call lasts. */
final class RunningSimulation {
    private static final long TIMEOUT_SECONDS = 5;

    private final Thread thread;
    private final CountDownLatch finished = new CountDownLatch(1);

    RunningSimulation(Thread thread) {
        this.thread = thread;
    }

    /** Ends the call and waits until its router is closed. */
    void end() {
        synchronized (this) {
            if (finished.getCount() > 0) {
                thread.interrupt();
            }
        }
        try {
            finished.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void finish() {
        finished.countDown();
    }
}
