// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.postern.discovery.internal.threads.WorkerThreads;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Looks up host names, which may block for half a minute and cannot be interrupted. Uses at most
 * two threads, which end one second after their last work.
 */
@Component(service = HostResolver.class)
public final class HostResolver {
    private static final int THREADS = 2;
    private static final int LONGEST_QUEUE = 64;

    private final ThreadPoolExecutor executor;

    @Activate
    public HostResolver() {
        executor = WorkerThreads.pool("postern-resolver", THREADS, LONGEST_QUEUE);
    }

    /** Returns false when too much work is queued, or after the stop. */
    boolean accepts(Runnable work) {
        try {
            executor.execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Drops queued work. */
    @Deactivate
    public void stop() {
        executor.shutdownNow();
    }
}
