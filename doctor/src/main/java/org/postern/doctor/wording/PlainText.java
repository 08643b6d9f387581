// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wording;

/** Takes out of text what a device could use to play tricks on a terminal or a page. */
final class PlainText {
    /** No fact needs more. */
    private static final int LONGEST = 300;

    private PlainText() {}

    /**
     * One line without control, format and line-separating characters, and without halves of
     * surrogate pairs, cut where it is long.
     */
    static String of(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .filter(PlainText::isPrintable)
                .limit(LONGEST)
                .forEach(plain::appendCodePoint);
        return plain.toString().strip();
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
