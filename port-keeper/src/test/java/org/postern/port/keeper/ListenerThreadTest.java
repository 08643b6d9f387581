// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Listeners are called in order on a thread of their own, and what does not fit is dropped. */
class ListenerThreadTest {
    /** Hang guard. */
    private static final long PATIENCE_SECONDS = 20;

    private final ListenerThread listeners = new ListenerThread(2);
    private final List<String> called = new CopyOnWriteArrayList<>();
    private final CountDownLatch blocked = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    private void block() {
        blocked.countDown();
        awaits(goOn);
    }

    private static void awaits(CountDownLatch latch) {
        try {
            assertTrue(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void end() {
        CountDownLatch done = new CountDownLatch(1);
        listeners.execute(done::countDown);
        awaits(done);
    }

    @Test
    void whatDoesNotFitIsDropped_andTheRestIsCalledInOrder() {
        listeners.execute(this::block);
        awaits(blocked);
        for (String each : List.of("first", "second", "third", "fourth")) {
            listeners.execute(() -> called.add(each));
        }
        assertEquals(List.of(), called);
        goOn.countDown();
        while (called.size() < 2) {
            Thread.onSpinWait();
        }
        end();

        assertEquals(List.of("first", "second"), called);
        listeners.execute(() -> called.add("later"));
        end();
        assertEquals(List.of("first", "second", "later"), called);
        listeners.close();
    }

    @Test
    void whatWaitsAtTheCloseIsCalled_andNothingAfterwards() {
        listeners.execute(() -> called.add("before"));
        listeners.close();
        listeners.execute(() -> called.add("after"));

        assertEquals(List.of("before"), called);
    }

    @Test
    void theThreadItselfMayCloseIt() {
        CountDownLatch closed = new CountDownLatch(1);
        listeners.execute(
                () -> {
                    listeners.close();
                    closed.countDown();
                });
        awaits(closed);
        listeners.execute(() -> called.add("after"));

        assertEquals(List.of(), called);
    }
}
