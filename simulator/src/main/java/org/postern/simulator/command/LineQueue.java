// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.command;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Passes lines from the router's threads to the command's thread, which prints them. Lines that do
 * not fit are only counted.
 */
final class LineQueue implements Consumer<String> {
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
