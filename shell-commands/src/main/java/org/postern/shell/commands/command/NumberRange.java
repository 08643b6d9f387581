// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.UpnpResult;

/**
 * Reads a number. What an {@code int} can hold is checked by the api; this says what is wrong with
 * the rest.
 *
 * @param noun what the number is, as the beginning of a sentence
 * @param result the kind of failure of a number out of range
 * @param allowed such as {@code 1 to 65535}
 */
record NumberRange(String noun, UpnpResult result, String allowed) {
    static final NumberRange PORT =
            new NumberRange("The port", UpnpResult.INVALID_PORT, "1 to 65535");
    static final NumberRange INTERNAL_PORT =
            new NumberRange("The internal port", UpnpResult.INVALID_PORT, "0 to 65535");
    static final NumberRange DURATION =
            new NumberRange(
                    "The duration", UpnpResult.INVALID_DURATION, "0 (permanent) or 120 to 86400 s");
    static final NumberRange TIMEOUT =
            new NumberRange(
                    "The time-out", UpnpResult.INVALID_PARAM, "0 to " + Integer.MAX_VALUE + " ms");
    static final NumberRange TTL = new NumberRange("The TTL", UpnpResult.INVALID_PARAM, "0 to 255");
    static final NumberRange LOCAL_PORT =
            new NumberRange(
                    "The local port",
                    UpnpResult.INVALID_PARAM,
                    "0 (any), 1 (port 1900) or another up to 65535");

    int parse(String text) throws CommandException, GatewayException {
        String digits = text.strip();
        if (!digits.matches("[+-]?\\d+")) {
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
