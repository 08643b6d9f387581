// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

import java.util.List;

/** A part of an answer, laid out when the width of the terminal is known. */
@FunctionalInterface
public interface Block {
    /**
     * The text in lines.
     *
     * @param columns the width of the terminal; 0 for no limit
     */
    List<Line> lines(int columns);

    static Block of(String line) {
        return columns -> List.of(Line.of(line));
    }

    /**
     * One line.
     *
     * @param heading whether it is the title of the lines that follow
     */
    record Line(String text, boolean heading) {
        public static Line of(String text) {
            return new Line(text, false);
        }
    }
}
