// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

@Timeout(60)
class ParallelTasksTest {
    private static final TimeLimit LONG = TimeLimit.of(Duration.ofMinutes(5));

    @Test
    void eachTaskHasItsResult_andOneThatFailsHasNone() throws Exception {
        try (ParallelTasks tasks = new ParallelTasks()) {
            Task<String> failing =
                    tasks.start(
                            "A task of this test",
                            () -> {
                                throw new IllegalStateException("a bug");
                            });
            Task<String> working = tasks.start("Another one", () -> "found");

            assertEquals(Optional.of("found"), working.await(LONG));
            assertEquals(Optional.empty(), failing.await(LONG));
            assertTrue(failing.isOver());
        }
    }

    @Test
    void whoWaitsGoesOnAtTheLimit() throws Exception {
        try (ParallelTasks tasks = new ParallelTasks()) {
            CountDownLatch never = new CountDownLatch(1);
            Task<Boolean> hanging = tasks.start("A task of this test", () -> await(never));

            assertEquals(Optional.empty(), hanging.await(TimeLimit.of(Duration.ofMillis(1))));
        }
    }

    @Test
    void oneThatIsStoppedMayTellWhatItHasFound() throws Exception {
        try (ParallelTasks tasks = new ParallelTasks()) {
            CountDownLatch never = new CountDownLatch(1);
            CountDownLatch begun = new CountDownLatch(1);
            Task<String> stopped =
                    tasks.start(
                            "A task of this test",
                            () -> {
                                begun.countDown();
                                try {
                                    await(never);
                                } catch (InterruptedException e) {
                                    return "half";
                                }
                                return "all";
                            });
            begun.await();
            stopped.stop();

            assertEquals(Optional.of("half"), stopped.await(LONG));
        }
    }

    @Test
    void theEndWaitsForWhatATaskHasToUndo_alsoWhenItsCallerIsInterrupted() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean undone = new AtomicBoolean();
        ParallelTasks tasks = new ParallelTasks();
        tasks.start(
                "A task of this test",
                () -> {
                    begun.countDown();
                    try {
                        return await(never);
                    } finally {
                        undone.set(true);
                    }
                });
        begun.await();
        Thread.currentThread().interrupt();
        tasks.close();

        assertTrue(Thread.interrupted());
        assertTrue(undone.get());
    }

    @Test
    void whoWaitsForAChangeHearsOfOneThatCameBefore() throws Exception {
        try (ParallelTasks tasks = new ParallelTasks()) {
            tasks.changed();
            tasks.awaitChange(Duration.ofMinutes(5));
            tasks.start("A task of this test", () -> true);
            tasks.awaitChange(Duration.ofMinutes(5));
        }
    }

    private static boolean await(CountDownLatch latch) throws InterruptedException {
        latch.await();
        return true;
    }
}
