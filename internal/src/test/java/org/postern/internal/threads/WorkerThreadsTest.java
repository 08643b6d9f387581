// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;

@Timeout(20)
class WorkerThreadsTest {
    @Test
    void idleThread_ends() throws Exception {
        ThreadPoolExecutor pool = WorkerThreads.pool("postern-test", 2, 8);
        Thread thread = pool.submit(Thread::currentThread).get();

        assertEquals("postern-test", thread.getName());
        assertTrue(thread.isDaemon());
        thread.join();
        pool.shutdown();
    }

    @Test
    void taskThatFindsNoPlace_isRejected() {
        ThreadPoolExecutor pool = WorkerThreads.pool("postern-test", 1, 1);
        CountDownLatch end = new CountDownLatch(1);
        Runnable blocking =
                () -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                };
        pool.execute(blocking);
        pool.execute(blocking);

        assertThrows(RejectedExecutionException.class, () -> pool.execute(blocking));
        end.countDown();
        pool.shutdown();
    }
}
