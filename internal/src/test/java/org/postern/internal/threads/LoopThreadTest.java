// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

@Timeout(20)
class LoopThreadTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final LoopThread loop = new LoopThread("postern-test");

    @Test
    void thread_isADaemonWithTheName() throws Exception {
        Thread thread = loop.submit(Thread::currentThread).get();

        assertEquals("postern-test", thread.getName());
        assertTrue(thread.isDaemon());
        loop.shutdown();
    }

    @Test
    void join_returnsWhenTheThreadIsGone_andNothingDueLaterIsDone() throws Exception {
        Thread thread = loop.submit(Thread::currentThread).get();
        CountDownLatch late = new CountDownLatch(1);
        loop.schedule(late::countDown, 1, TimeUnit.HOURS);
        loop.shutdown();
        loop.join(LONG);

        assertFalse(thread.isAlive());
        assertEquals(1, late.getCount());
        assertThrows(RejectedExecutionException.class, () -> loop.execute(() -> {}));
    }

    @Test
    void join_withoutAThread_returns() {
        loop.shutdown();
        loop.join(LONG);

        assertTrue(loop.isTerminated());
    }

    @Test
    void join_fromTheThreadItself_returns() throws Exception {
        Callable<Boolean> closing =
                () -> {
                    loop.shutdown();
                    loop.join(LONG);
                    return true;
                };

        assertTrue(loop.submit(closing).get());
    }

    @Test
    void interrupt_endsJoin_andStaysSet() {
        CountDownLatch end = new CountDownLatch(1);
        loop.execute(
                () -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        Thread.currentThread().interrupt();
        loop.join(LONG);

        assertTrue(Thread.interrupted());
        end.countDown();
        loop.shutdown();
    }
}
