// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** A call ends by its deadline, whenever that comes, and what its thread does next is not hit. */
class InterruptibleTaskTest {
    private final List<Boolean> interrupted = new ArrayList<>();
    private final InterruptibleTask task =
            new InterruptibleTask(() -> interrupted.add(Thread.currentThread().isInterrupted()));

    @Test
    void whatWaitsForAThreadAtItsDeadlineIsInterruptedWhenItGetsOne() {
        task.interrupt();
        task.run();
        assertEquals(List.of(true), interrupted);
        assertFalse(Thread.interrupted());
    }

    @Test
    void whatHasEndedIsNotInterrupted() {
        task.run();
        task.interrupt();
        assertEquals(List.of(false), interrupted);
        assertFalse(Thread.interrupted());
    }
}
