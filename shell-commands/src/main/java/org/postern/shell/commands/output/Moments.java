// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * Points in time as people read them: how far away they are.
 *
 * @param now from where it is reckoned
 */
public record Moments(Instant now) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final long SECONDS_OF_MINUTE = 60;

    /**
     * Reckons from this moment.
     *
     * @return by the clock of this machine
     */
    public static Moments fromNow() {
        return new Moments(Instant.now());
    }

    /**
     * How long ago something was.
     *
     * @param past what is not past counts as now
     * @return such as {@code 2 min}
     */
    public String since(Instant past) {
        return roughly(Duration.between(past, now));
    }

    /**
     * How long it takes until something comes.
     *
     * @param future what is not to come counts as now
     * @return such as {@code 29 min}
     */
    public String until(Instant future) {
        return roughly(Duration.between(now, future));
    }

    /**
     * When something comes, as the end of a sentence.
     *
     * @param future what is not to come counts as now
     * @return such as {@code in 29 min}, or {@code now}
     */
    public String when(Instant future) {
        return future.isAfter(now) ? "in " + until(future) : "now";
    }

    /**
     * A point in time for a log, in local time.
     *
     * @param moment any
     * @return such as {@code 2026-03-01 07:10:03}
     */
    public static String stamp(Instant moment) {
        return STAMP.format(moment.atZone(ZoneId.systemDefault()));
    }

    /** To the second below a minute and to the minute above: nobody plans by more. */
    private static String roughly(Duration distance) {
        if (distance.isNegative()) {
            return Quantities.time(Duration.ZERO);
        }
        long seconds = Math.round(distance.toMillis() / 1000.0);
        return Quantities.time(
                seconds < SECONDS_OF_MINUTE
                        ? Duration.ofSeconds(seconds)
                        : Duration.of(
                                Math.round(seconds / (double) SECONDS_OF_MINUTE),
                                ChronoUnit.MINUTES));
    }
}
