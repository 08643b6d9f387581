// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

import org.jline.utils.WCWidth;

/**
 * How many cells of a terminal a text takes: two for a Chinese character or an emoji, none for an
 * accent that is put over the letter before. Without JLine each character is taken for one cell.
 */
final class CellWidth {
    /** Below the first combining character each one takes a cell. */
    private static final int FIRST_OTHER = 0x300;

    private CellWidth() {}

    /** The cells of harmless text, in which no control characters are. */
    static int of(CharSequence text) {
        int cells = 0;
        for (int index = 0; index < text.length(); ) {
            int character = Character.codePointAt(text, index);
            cells += of(character);
            index += Character.charCount(character);
        }
        return cells;
    }

    /** The longest beginning of a text that takes no more than some cells. */
    static String beginning(String text, int cells) {
        int taken = 0;
        int end = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            taken += of(character);
            if (taken > cells) {
                break;
            }
            end += Character.charCount(character);
        }
        return text.substring(0, end);
    }

    private static int of(int character) {
        if (character < FIRST_OTHER) {
            return 1;
        }
        try {
            return Math.max(0, WCWidth.wcwidth(character));
        } catch (NoClassDefFoundError e) {
            return 1;
        }
    }
}
