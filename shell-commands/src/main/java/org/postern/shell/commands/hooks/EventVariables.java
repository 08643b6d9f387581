// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.hooks;

import org.jspecify.annotations.Nullable;
import org.postern.shell.commands.internal.presentation.EventFields;
import org.postern.shell.commands.output.PrintableText;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The environment of a program that is run on an event. Each variable is always set, so that none is
 * left over from the environment of the command; what is not known is empty.
 */
final class EventVariables {
    static final String EVENT = name(EventFields.EVENT);
    static final String GATEWAY_NAME = name("gatewayName");
    static final String GATEWAY_ADDRESS = name("gatewayAddress");
    static final String PREVIOUS_ADDRESS = name("previousAddress");
    static final String PREVIOUS_PORT = name("previousPort");
    static final String OVERTAKEN = name("overtaken");

    /** Systems limit an environment, Windows to 32,767 characters in all. */
    static final int LONGEST_TEXT = 300;

    static final int LONGEST_MESSAGE = 2000;

    /**
     * What shells, batch files and JSON give a meaning to: a device may have any name, and not every
     * script quotes what it is given.
     */
    private static final Pattern SPECIAL = Pattern.compile("[\"\\\\`$&|<>^]");

    private EventVariables() {}

    /** Named after the fields: {@code POSTERN_EXTERNAL_PORT} is {@code externalPort}. */
    static Map<String, String> of(Map<String, @Nullable Object> fields) {
        Map<String, String> variables = new LinkedHashMap<>();
        fields.forEach(
                (field, value) -> {
                    // The notes are part of the message.
                    if (!field.equals(EventFields.NOTES)) {
                        int most =
                                field.equals(EventFields.MESSAGE) ? LONGEST_MESSAGE : LONGEST_TEXT;
                        variables.put(name(field), text(value, most));
                    }
                });
        return variables;
    }

    private static String name(String field) {
        return "POSTERN_" + field.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    /** Harmless text of at most {@link #LONGEST_TEXT} characters; empty for null. */
    static String text(@Nullable Object value) {
        return text(value, LONGEST_TEXT);
    }

    private static String text(@Nullable Object value, int most) {
        String printable = value == null ? "" : PrintableText.of(value.toString());
        String harmless = SPECIAL.matcher(printable).replaceAll("_");
        if (harmless.length() <= most) {
            return harmless;
        }
        // Not between the halves of a surrogate pair.
        int end = Character.isHighSurrogate(harmless.charAt(most - 1)) ? most - 1 : most;
        return harmless.substring(0, end);
    }
}
