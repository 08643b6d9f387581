// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.command;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Carries lines from the router's threads to the command's, the only one that
 * prints. Of what does not fit only the number is kept.
 */
final class Lines implements Consumer<String> {
    private static final int CAPACITY = 1_000;

    private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong lost = new AtomicLong();

    @Override
    public void accept(String line) {
        if (!queue.offer(line)) {
            lost.incrementAndGet();
        }
    }

    /** Waits for the next line. */
    String next() throws InterruptedException {
        long count = lost.getAndSet(0);
        return count > 0 ? count + " lines were lost" : queue.take();
    }
}
