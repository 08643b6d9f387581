// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Gateway;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.ledger.MemoryLedger;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A call that never returns by itself, on a real thread. */
class HangingRouterTest {
    /** Hang guard. */
    private static final long PATIENCE_SECONDS = 20;

    private final KeeperFixture world = new KeeperFixture();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicInteger hangs = new AtomicInteger(1);
    private final List<Thread> threads = new ArrayList<>();

    private Gateway hanging() {
        return (Gateway)
                Proxy.newProxyInstance(
                        Gateway.class.getClassLoader(),
                        new Class<?>[] {Gateway.class},
                        (self, method, arguments) -> {
                            if (method.getName().equals("paced")) {
                                return self;
                            }
                            if (method.getName().equals("findAll") && hangs.getAndDecrement() > 0) {
                                asked.countDown();
                                new CountDownLatch(1).await();
                            }
                            try {
                                return method.invoke(world.gateway, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    /** Each call has a thread; the test waits for all but the one that hangs. */
    private final Executor workers =
            task -> {
                Thread thread = new Thread(task, "test-router");
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
                if (hangs.get() <= 0) {
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
                        world.loop,
                        workers,
                        world.loop::execute,
                        () -> 0.5);
        keeper.added(hanging(), KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        var port =
                keeper.keep(
                        KeeperFixture.request(80, KeeperFixture.LEASE, false),
                        PortListener.NONE,
                        new Origin("test", false));
        world.advance(1);
        assertTrue(asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        world.advance(Duration.ofMinutes(2));
        joins(threads.get(0));
        world.advance(60);

        assertEquals(PortPhase.OPEN, port.status().phase());
    }
}
