// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.threads;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ThreadFactory;

/** Makes the threads of one executor. */
final class DaemonThreads implements ThreadFactory {
    private final String name;
    private volatile @Nullable Thread latest;

    DaemonThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        latest = thread;
        return thread;
    }

    /** Null before the first. */
    @Nullable Thread latest() {
        return latest;
    }
}
