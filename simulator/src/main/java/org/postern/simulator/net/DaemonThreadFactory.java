// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.net;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/**
 * Makes the threads of an executor, and can wait until they have ended, which is a moment after the
 * executor says that it is terminated.
 */
public final class DaemonThreadFactory implements ThreadFactory {
    private final String role;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /** A factory of threads named {@code postern-sim-ROLE}. */
    public DaemonThreadFactory(String role) {
        this.role = role;
    }

    @Override
    public Thread newThread(Runnable work) {
        threads.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
        Thread thread = Threads.daemon(role, work);
        threads.add(thread);
        return thread;
    }

    /** Waits for all of them; call it after the shutdown of the executor. */
    public void await() {
        threads.forEach(Threads::await);
    }
}
