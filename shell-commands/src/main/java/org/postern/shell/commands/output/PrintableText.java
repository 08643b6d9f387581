// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

import java.util.regex.Pattern;

/** Takes out of text what a device could use to play tricks on a terminal. */
public final class PrintableText {
    /** What to take out; made where a text is not plain. */
    private static final class Expressions {
        /**
         * ECMA-48 section 5.4 control sequences, and operating system commands such as a new title.
         */
        private static final Pattern ESCAPE_SEQUENCE =
                Pattern.compile(
                        "(?:\u001b\\[|\u009b)[0-?]*[ -/]*[@-~]"
                                + "|(?:\u001b\\]|\u009d)[^\u0007\u001b\u009c]*"
                                + "(?:\u0007|\u001b\\\\|\u009c)?");

        /**
         * Control characters, format characters (the bidirectional overrides of Unicode's "Trojan
         * source" among them), line and paragraph separators, and halves of surrogate pairs.
         */
        private static final Pattern UNPRINTABLE =
                Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]");
    }

    private PrintableText() {}

    /**
     * One line of harmless text.
     *
     * @param text from anywhere
     * @return the same without escape sequences, control and bidirectional characters
     */
    public static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        String unescaped = Expressions.ESCAPE_SEQUENCE.matcher(text).replaceAll("");
        return Expressions.UNPRINTABLE.matcher(unescaped).replaceAll("");
    }

    /** Whether it is of printable ASCII, as nearly all texts are. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /**
     * Text that a table can hold.
     *
     * @param text from anywhere
     * @param cells the most cells of a terminal, 4 or more
     * @return harmless text, cut with three dots when it is longer
     */
    public static String cut(String text, int cells) {
        String line = of(text);
        return CellWidth.of(line) <= cells ? line : CellWidth.beginning(line, cells - 3) + "...";
    }
}
