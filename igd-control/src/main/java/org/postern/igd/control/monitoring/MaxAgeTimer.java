// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.monitoring;

import org.postern.igd.control.internal.timing.Alarm;
import org.postern.igd.control.internal.timing.Timer;

import java.time.Duration;

/**
 * The end of a max-age. A gateway that answers although it was not heard from for that long does not
 * announce itself, or cannot be heard: the time doubles after each end.
 */
final class MaxAgeTimer {
    /** UDA 1.1 section 1.2.2 wants 1800 s at least; many say 60. */
    private static final Duration USUAL = Duration.ofMinutes(30);

    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Alarm alarm;
    private final Runnable expired;
    private Duration length = USUAL;

    MaxAgeTimer(Timer timer, Runnable expired) {
        this.alarm = new Alarm(timer);
        this.expired = expired;
    }

    /**
     * Starts anew: it announced itself, or answered a search. Zero when it did not say for how
     * long.
     */
    void restart(Duration maxAge) {
        if (!maxAge.isZero()) {
            length = within(maxAge, SHORTEST, LONGEST);
        }
        alarm.in(length, this::end);
    }

    void stop() {
        alarm.off();
    }

    private void end() {
        Duration longest = length.compareTo(USUAL) > 0 ? length : USUAL;
        length = within(length.multipliedBy(2), SHORTEST, longest);
        alarm.in(length, this::end);
        expired.run();
    }

    private static Duration within(Duration length, Duration least, Duration most) {
        if (length.compareTo(least) < 0) {
            return least;
        }
        return length.compareTo(most) > 0 ? most : length;
    }
}
