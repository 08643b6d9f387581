// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

import java.util.ArrayList;
import java.util.List;

/** Breaks lines between words. */
public final class WordWrap {
    private WordWrap() {}

    /**
     * Breaks a line; the parts that follow are indented as the line is. A word that is too long for
     * a line stays whole, so that it can be copied.
     *
     * @param columns 0 for no limit
     */
    public static List<String> lines(String text, int columns) {
        String indent = text.substring(0, text.length() - text.stripLeading().length());
        if (columns <= 0 || CellWidth.of(text) <= columns || CellWidth.of(indent) >= columns) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.strip().split(" ", -1)) {
            boolean first = line.length() == indent.length();
            if (!first && CellWidth.of(line) + 1 + CellWidth.of(word) > columns) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(indent);
                first = true;
            }
            line.append(first ? "" : " ").append(word);
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }
}
