// SPDX-License-Identifier: Apache-2.0
package org.postern.fuzzing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.regex.Pattern;

/** What may be shown: one line without anything that moves a cursor or turns text around. */
public final class Printable {
    private static final Pattern HARM = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    /** Fails for a text that is not trimmed, or does harm to a terminal or a log. */
    public static void check(String text) {
        assertEquals(text.strip(), text);
        HARM.matcher(text)
                .results()
                .findFirst()
                .ifPresent(
                        harm -> {
                            throw new AssertionError(
                                    "U+"
                                            + Integer.toHexString(harm.group().codePointAt(0))
                                            + " at "
                                            + harm.start()
                                            + " of "
                                            + text);
                        });
    }
}
