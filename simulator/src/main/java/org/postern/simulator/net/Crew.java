// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.net;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/**
 * Makes the threads of an executor and can wait for their real end, which comes a moment after the
 * executor calls itself terminated.
 */
public final class Crew implements ThreadFactory {
    private final String role;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /** A crew of threads {@code postern-sim-ROLE}. */
    public Crew(String role) {
        this.role = role;
    }

    @Override
    public Thread newThread(Runnable work) {
        threads.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
        Thread thread = Threads.daemon(role, work);
        threads.add(thread);
        return thread;
    }

    /** Waits for all; call after the executor was shut down. */
    public void await() {
        threads.forEach(Threads::await);
    }
}
