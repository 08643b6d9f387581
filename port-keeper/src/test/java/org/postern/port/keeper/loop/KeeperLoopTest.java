// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The real loop. */
class KeeperLoopTest {
    /** Hang guard. */
    private static final long PATIENCE_SECONDS = 20;

    @Test
    void theLoopsThreadComesWithTheFirstTaskAndGoesWithTheClose() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch ran = new CountDownLatch(2);
        KeeperLoop real = new KeeperLoop();
        real.execute(
                () -> {
                    throw new IllegalStateException("a fault, logged by this test");
                });
        real.execute(
                () -> {
                    thread.set(Thread.currentThread());
                    ran.countDown();
                });
        real.after(Duration.ofMillis(1), ran::countDown);
        assertTrue(ran.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals("postern-keeper", thread.get().getName());
        assertTrue(thread.get().isDaemon());
        real.close();

        thread.get().join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        assertFalse(thread.get().isAlive());
        real.execute(() -> thread.set(null));
        real.after(Duration.ZERO, () -> thread.set(null)).run();
        assertTrue(thread.get() != null, "nothing runs any more");
    }
}
