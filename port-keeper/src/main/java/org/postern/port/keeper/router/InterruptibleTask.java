// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.router;

import org.jspecify.annotations.Nullable;

/** A task of a worker thread that another thread may interrupt while it runs, and not later. */
final class InterruptibleTask implements Runnable {
    private final Runnable task;

    /** The one that runs it; guarded by this. */
    private @Nullable Thread thread;

    private boolean interrupted;

    InterruptibleTask(Runnable task) {
        this.task = task;
    }

    @Override
    public void run() {
        begin();
        try {
            task.run();
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        thread = Thread.currentThread();
        if (interrupted) {
            thread.interrupt();
        }
    }

    /** The thread belongs to a pool: its next task must not be interrupted. */
    private synchronized void end() {
        thread = null;
        if (interrupted) {
            Thread.interrupted();
        }
    }

    /** From any thread. A task that has no thread yet is interrupted as soon as it has one. */
    synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
        interrupted = true;
    }
}
