// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

import org.postern.shell.commands.internal.presentation.Quantities;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Formats points in time for people, relative to now. */
public record TimeFormat(Instant now) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final long SECONDS_OF_MINUTE = 60;

    public static TimeFormat fromNow() {
        return new TimeFormat(Instant.now());
    }

    /** Such as {@code 2 min}; a time in the future counts as now. */
    public String since(Instant past) {
        return roughly(Duration.between(past, now));
    }

    /** Such as {@code 29 min}; a time in the past counts as now. */
    public String until(Instant future) {
        return roughly(Duration.between(now, future));
    }

    /** Such as {@code in 29 min}, or {@code now} for a time in the past. */
    public String when(Instant future) {
        return future.isAfter(now) ? "in " + until(future) : "now";
    }

    /** Local time for a log, such as {@code 2026-03-01 07:10:03}. */
    public static String stamp(Instant moment) {
        return STAMP.format(moment.atZone(ZoneId.systemDefault()));
    }

    /** To the second below a minute, to the minute above: more precision is of no use. */
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
