// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class AlarmTest {
    private record Planned(Duration delay, Runnable task) {}

    private final List<Planned> planned = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final Alarm alarm =
            new Alarm(
                    (delay, task) -> {
                        Planned plan = new Planned(delay, task);
                        planned.add(plan);
                        return () -> planned.remove(plan);
                    });

    @Test
    void settingItAnew_replacesThePlan() {
        alarm.in(Duration.ofSeconds(1), () -> done.add("first"));
        alarm.in(Duration.ofSeconds(2), () -> done.add("second"));
        assertTrue(alarm.isSet());
        assertEquals(1, planned.size());

        planned.get(0).task().run();
        assertEquals(List.of("second"), done);
        assertFalse(alarm.isSet());
    }

    @Test
    void off_cancels() {
        alarm.in(Duration.ofSeconds(1), () -> done.add("first"));
        alarm.off();

        assertEquals(List.of(), planned);
        assertFalse(alarm.isSet());
    }

    @Test
    void negativeDelay_isNone() {
        alarm.in(Duration.ofSeconds(-1), () -> {});

        assertEquals(Duration.ZERO, planned.get(0).delay());
    }

    @Test
    void task_maySetItAgain() {
        alarm.in(Duration.ZERO, () -> alarm.in(Duration.ofSeconds(1), () -> done.add("again")));
        planned.remove(0).task().run();

        assertTrue(alarm.isSet());
        assertEquals(1, planned.size());
    }
}
