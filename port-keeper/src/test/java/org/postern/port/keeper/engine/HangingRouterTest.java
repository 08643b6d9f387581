// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.ledger.MemoryLedger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A call that never returns by itself, on a real thread. */
class HangingRouterTest {
    /** Hang guard. */
    private static final long PATIENCE_SECONDS = 20;

    private final KeeperFixture fixture = new KeeperFixture();
    private final List<Thread> threads = new ArrayList<>();

    /** Each call has a thread; the test waits for all but the first, which hangs. */
    private final Executor workers =
            task -> {
                Thread thread = new Thread(task, "test-router");
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
                if (threads.size() > 1) {
                    joins(thread);
                }
            };

    private static void joins(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertFalse(thread.isAlive());
    }

    @Test
    void aCallThatHangsOnADeadRouterIsInterruptedByItsDeadline() throws Exception {
        Keeper keeper =
                new Keeper(
                        KeeperSettings.standard(),
                        new MemoryLedger(),
                        fixture.loop,
                        workers,
                        fixture.loop::execute,
                        () -> 0.5);
        fixture.router.line.fallSilent();
        keeper.added(fixture.gateway, KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        var port =
                keeper.keep(
                        KeeperFixture.request(80, KeeperFixture.LEASE, false),
                        PortListener.NONE,
                        new Origin("test", false));
        fixture.advance(1);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (fixture.router.line.hanging() == 0) {
            assertTrue(System.nanoTime() < deadline, "not asked");
            Thread.onSpinWait();
        }
        fixture.router.line.answerAgain();
        fixture.advance(Duration.ofMinutes(2));
        joins(threads.get(0));
        fixture.advance(60);

        assertEquals(PortPhase.OPEN, port.status().phase());
    }
}
