// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens on SIGINT and SIGTERM: the working thread is interrupted and gets a moment to undo
 * what it was doing. The JVM itself then ends with 128 + the signal's number (130, 143). Runs at
 * the ordinary end as well, when the work is done and there is nothing to wait for.
 */
final class EndOfProcess extends Thread {
    private static final long CLEAN_UP_MILLIS = 2500;

    private final Thread worker;
    private final CountDownLatch workDone = new CountDownLatch(1);

    EndOfProcess(Thread worker) {
        super("postern-end");
        this.worker = worker;
    }

    /** Told by the working thread when it has cleaned up behind itself. */
    void workDone() {
        workDone.countDown();
    }

    @Override
    public void run() {
        if (workDone.getCount() == 0) {
            return;
        }
        worker.interrupt();
        try {
            workDone.await(CLEAN_UP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
