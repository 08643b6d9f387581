// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

import org.postern.api.gateway.GatewayException;

import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One line on a terminal that overwrites itself while something takes its time, and is erased
 * before {@link #during} returns.
 */
public final class Progress {
    private static final long TICK_MILLIS = 100;

    private final String text;
    private final long start = System.nanoTime();
    private final CountDownLatch ended = new CountDownLatch(1);
    // Guarded by this.
    private final StatusLine line;

    private Progress(Console console, String text) {
        this.line = new StatusLine(console);
        this.text = text;
    }

    /**
     * Shows progress while something is done.
     *
     * @param <T> what comes of it
     * @param console shows nothing when it is no terminal
     * @param text such as {@code Searching for gateways}
     * @param task what takes its time
     * @return what came of it
     * @throws GatewayException as the task
     * @throws InterruptedException as the task
     */
    public static <T> T during(Console console, String text, Task<T> task)
            throws GatewayException, InterruptedException {
        if (!console.terminal()) {
            return task.run();
        }
        Progress progress = new Progress(console, text);
        Thread thread = new Thread(progress::tick, "postern-progress");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.run();
        } finally {
            progress.erase();
            join(thread);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        try {
            while (!ended.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                show();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void show() {
        if (ended.getCount() > 0) {
            double seconds = (System.nanoTime() - start) / 1e9;
            line.show(String.format(Locale.ROOT, "%s ... %.1f s", text, seconds));
        }
    }

    private synchronized void erase() {
        ended.countDown();
        line.erase();
    }

    /**
     * What takes its time.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    public interface Task<T> {
        /**
         * Does it.
         *
         * @return what comes of it
         * @throws GatewayException when it fails
         * @throws InterruptedException when the calling thread is interrupted
         */
        T run() throws GatewayException, InterruptedException;
    }
}
