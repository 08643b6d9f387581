// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.kept.Origin;
import org.postern.port.keeper.ledger.MemoryLedger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Calls that never return by themselves, and calls for which there is no thread. */
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

    /** As a full pool says, and a system without threads. */
    static List<Throwable> withoutThread() {
        return List.of(
                new RejectedExecutionException("A test."),
                new OutOfMemoryError("unable to create native thread: a test"));
    }

    @ParameterizedTest
    @MethodSource("withoutThread")
    void aCallThatGetsNoThreadIsMadeLater(Throwable failure) throws Exception {
        AtomicBoolean failed = new AtomicBoolean();
        Executor workers =
                task -> {
                    if (failed.compareAndSet(false, true)) {
                        throwing(failure);
                    }
                    fixture.loop.workers().execute(task);
                };
        KeptPort port = kept(workers);
        fixture.advance(Duration.ofMillis(100));
        assertEquals(Reason.UNREACHABLE, port.status().lastTrouble().orElseThrow().reason());
        fixture.advance(60);

        assertEquals(PortPhase.OPEN, port.status().phase());
    }

    private static void throwing(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    private KeptPort kept(Executor calls) throws GatewayException {
        Keeper keeper =
                new Keeper(
                        KeeperSettings.standard(),
                        new MemoryLedger(),
                        fixture.loop,
                        calls,
                        fixture.loop::execute,
                        each -> true,
                        () -> 0.5);
        keeper.added(fixture.gateway, KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        return keeper.keep(
                KeepRequest.of(KeeperFixture.request(80, KeeperFixture.LEASE, false)),
                PortListener.NONE,
                new Origin("test", false));
    }

    @Test
    void aCallThatHangsOnADeadRouterIsInterruptedByItsDeadline() throws Exception {
        fixture.router.line.fallSilent();
        KeptPort port = kept(workers);
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
