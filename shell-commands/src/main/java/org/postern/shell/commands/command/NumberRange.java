// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

/**
 * Reads a number. The API checks the range of what fits an {@code int}; larger numbers are
 * rejected here.
 *
 * @param noun what the number is, to start a sentence with
 * @param result the kind of failure for a number out of range
 * @param allowed such as {@code 1 to 65535}
 */
public record NumberRange(String noun, Reason result, String allowed) {
    public static final NumberRange PORT =
            new NumberRange("The port", Reason.INVALID_PORT, "1 to 65535");
    public static final NumberRange INTERNAL_PORT =
            new NumberRange("The internal port", Reason.INVALID_PORT, "0 to 65535");
    public static final NumberRange DURATION =
            new NumberRange(
                    "The duration", Reason.INVALID_LEASE, "0 (permanent) or 120 to 86400 s");
    public static final NumberRange TIMEOUT =
            new NumberRange(
                    "The timeout", Reason.INVALID_ARGUMENT, "0 to " + Integer.MAX_VALUE + " ms");
    public static final NumberRange TTL =
            new NumberRange("The TTL", Reason.INVALID_ARGUMENT, "0 to 255");
    public static final NumberRange LOCAL_PORT =
            new NumberRange(
                    "The local port",
                    Reason.INVALID_ARGUMENT,
                    "0 (any), 1 (port 1900) or another up to 65535");

    /** Whether a text is made of ASCII digits, with or without a sign. */
    static boolean isNumber(String text) {
        int start = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > start;
    }

    public int parse(String text) throws CommandException, GatewayException {
        String digits = text.strip();
        if (!isNumber(digits)) {
            throw CommandException.usage(noun + " must be a whole number, not '" + text + "'.");
        }
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new GatewayException(
                    result, noun + " " + digits + " is out of range: use " + allowed + ".");
        }
    }
}
