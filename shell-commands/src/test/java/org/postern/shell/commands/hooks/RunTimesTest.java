// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How long programs may run, by a clock of the test. */
class RunTimesTest {
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final RunTimes times =
            new RunTimes(nanoTime::get, Duration.ofSeconds(30), Duration.ofSeconds(2));

    @Test
    void aRun_has30Seconds() {
        advance(Duration.ofHours(1));
        times.begin();
        advance(Duration.ofMillis(29_999));
        assertFalse(times.isOverdue(true));
        advance(Duration.ofMillis(1));
        assertTrue(times.isOverdue(false));
        times.begin();
        assertFalse(times.isOverdue(true));
    }

    @Test
    void atTheEnd_allRunsShareTwoSeconds() {
        times.end();
        assertEquals(Duration.ofSeconds(2), times.untilEnd());
        times.begin();
        advance(Duration.ofMillis(1500));
        assertFalse(times.isOverdue(true), "it began in this time");
        times.end();
        assertEquals(Duration.ofMillis(500), times.untilEnd());
        times.begin();
        advance(Duration.ofMillis(500));
        assertTrue(times.isOverdue(false));
        assertTrue(times.isEnded());
        assertEquals(Duration.ZERO, times.untilEnd());
    }

    @Test
    void aRunOfBefore_leavesHalfOfThatToTheOthers() {
        times.begin();
        advance(Duration.ofSeconds(5));
        times.end();
        advance(Duration.ofMillis(999));
        assertFalse(times.isOverdue(true));
        advance(Duration.ofMillis(1));
        assertTrue(times.isOverdue(true));
        assertFalse(times.isOverdue(false), "nobody waits");
    }

    @Test
    void withASecondCtrlC_thereIsNoTimeAtAll() {
        times.begin();
        times.endNow();

        assertTrue(times.isOverdue(false));
        assertTrue(times.isEnded());
    }

    private void advance(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }
}
