// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class TimeLimitTest {
    /** Close to where {@link System#nanoTime()} may wrap. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

    private final TimeLimit limit = TimeLimit.of(Duration.ofSeconds(20), now::get);

    @Test
    void itEndsWhenItsTimeHasPassed_andNotBefore() {
        assertEquals(Duration.ofSeconds(20), limit.left());
        assertFalse(limit.isOver());

        now.addAndGet(Duration.ofSeconds(20).toNanos() - 1);
        assertFalse(limit.isOver());
        assertEquals(1, limit.leftMillis());

        now.incrementAndGet();
        assertTrue(limit.isOver());
        assertEquals(Duration.ZERO, limit.left());

        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertEquals(0, limit.leftMillis());
        assertEquals(Duration.ofSeconds(25), limit.elapsed());
    }

    @Test
    void aPartHasItsOwnTime_andEndsWithTheWholeAtTheLatest() {
        now.addAndGet(Duration.ofSeconds(15).toNanos());

        assertEquals(Duration.ofSeconds(2), limit.atMost(Duration.ofSeconds(2)).left());
        assertEquals(Duration.ofSeconds(5), limit.atMost(Duration.ofSeconds(9)).left());
        assertEquals(Duration.ZERO, limit.atMost(Duration.ofSeconds(9)).elapsed());
    }
}
