// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.GatewayException;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how long a mapping is to last: seconds, or such as {@code 1h30m}. */
public final class LeaseText {
    /** Made where a duration has units. */
    private static final class Units {
        private static final Pattern ALL = Pattern.compile("(?:\\d+(?:s|m|min|h|d))+");
        private static final Pattern PART = Pattern.compile("(\\d+)(s|m|min|h|d)(?=\\d|$)");
    }

    private LeaseText() {}

    public static Duration parse(String text) throws CommandException, GatewayException {
        String word = text.strip();
        if (NumberRange.isNumber(word)) {
            return Duration.ofSeconds(NumberRange.DURATION.parse(word));
        }
        if (!Units.ALL.matcher(word).matches()) {
            throw CommandException.usage(
                    "The duration must be a number of seconds, or such as 90m, 1h or 1h30m, not '"
                            + text
                            + "'.");
        }
        long seconds = 0;
        Matcher part = Units.PART.matcher(word);
        while (part.find()) {
            // Each number fits an int, so that the sum of a command line does not overflow.
            seconds += NumberRange.DURATION.parse(part.group(1)) * unit(part.group(2));
        }
        return Duration.ofSeconds(seconds);
    }

    private static long unit(String name) {
        return switch (name) {
            case "d" -> Duration.ofDays(1).toSeconds();
            case "h" -> Duration.ofHours(1).toSeconds();
            case "s" -> 1;
            default -> Duration.ofMinutes(1).toSeconds();
        };
    }
}
