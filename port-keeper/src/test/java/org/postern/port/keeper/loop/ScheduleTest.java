// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One timer for all that is due later, and a clock that goes on while the machine sleeps. */
class ScheduleTest {
    private final SimulatedLoop loop = new SimulatedLoop();

    @Test
    void oneTimerIsSetHoweverMuchWaits() {
        Time time = new Time(loop);
        Schedule schedule = new Schedule(loop, time);
        List<Integer> done = new ArrayList<>();
        for (int index = 0; index < 1000; index++) {
            int number = index;
            schedule.at(Duration.ofSeconds(5 + index % 3).toNanos(), () -> done.add(number));
        }
        assertEquals(1, loop.timersSet());
        loop.advance(Duration.ofSeconds(10));

        assertEquals(1000, done.size());
        assertEquals(0, done.get(0));
        assertEquals(3, done.get(1));
    }

    @Test
    void aFaultInOneTaskDoesNotEndTheOthers() {
        Schedule schedule = new Schedule(loop, new Time(loop));
        List<String> done = new ArrayList<>();
        schedule.at(
                Duration.ofSeconds(1).toNanos(),
                () -> {
                    throw new IllegalStateException("a fault");
                });
        schedule.at(Duration.ofSeconds(1).toNanos(), () -> done.add("same time"));
        schedule.at(Duration.ofSeconds(2).toNanos(), () -> done.add("later"));
        assertThrows(IllegalStateException.class, () -> loop.advance(Duration.ofSeconds(5)));
        loop.advance(Duration.ofSeconds(5));

        assertEquals(List.of("same time", "later"), done);
    }

    @Test
    void whatIsCalledOffIsNotDone() {
        Schedule schedule = new Schedule(loop, new Time(loop));
        List<String> done = new ArrayList<>();
        Schedule.Entry entry = schedule.at(Duration.ofSeconds(5).toNanos(), () -> done.add("it"));
        schedule.at(Duration.ofSeconds(6).toNanos(), () -> done.add("other"));
        schedule.cancel(entry);
        loop.advance(Duration.ofSeconds(10));

        assertEquals(List.of("other"), done);
    }

    @Test
    void aClockThatIsSetBackIsNoSleep() {
        Time time = new Time(loop);
        loop.sleep(Duration.ofHours(-1));
        assertFalse(time.jumped());
        loop.sleep(Duration.ofHours(1));
        assertTrue(time.jumped());
        assertFalse(time.jumped());
    }

    @Test
    void aClockThatIsSetFromLongAgoIsALongSleepAndNoMore() {
        Time time = new Time(loop);
        loop.sleep(Duration.ofDays(56 * 365));
        assertTrue(time.jumped());

        assertTrue(time.now() <= Duration.ofDays(31).toNanos());
    }
}
