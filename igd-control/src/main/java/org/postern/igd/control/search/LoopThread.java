// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ThreadFactory;

/** Makes the one daemon thread of an executor, and knows when it has ended. */
final class LoopThread implements ThreadFactory {
    private final String name;
    private volatile @Nullable Thread thread;

    LoopThread(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread made = new Thread(task, name);
        made.setDaemon(true);
        thread = made;
        return made;
    }

    /** Returns at once when it was never made, or from itself. */
    void join(long millis) throws InterruptedException {
        Thread made = thread;
        if (made != null && made != Thread.currentThread()) {
            made.join(millis);
        }
    }
}
