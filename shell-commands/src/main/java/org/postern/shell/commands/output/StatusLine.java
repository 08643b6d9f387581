// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

/**
 * One line on a terminal that is written anew in its place. Used by one thread at a time, and
 * erased before anything else is printed there.
 */
public final class StatusLine {
    /** A longer text is cut. Every terminal has 80 columns; in the last some wrap, see ECHO. */
    public static final int WIDTH = 77;

    /** A terminal shows ^C behind the line. */
    private static final int ECHO = 2;

    private final Console console;
    private String shown = "";

    /**
     * A line that is empty yet.
     *
     * @param console a terminal
     */
    public StatusLine(Console console) {
        this.console = console;
    }

    /**
     * Shows a text instead of the one before.
     *
     * @param text made harmless, and cut where it is longer than a line
     */
    public void show(String text) {
        String line = PrintableText.cut(text, WIDTH);
        if (!line.equals(shown)) {
            int rest = Math.max(0, width(shown) - width(line));
            print("\r" + line + " ".repeat(rest) + "\b".repeat(rest));
            shown = line;
        }
    }

    /** Leaves the line empty, and the cursor at its beginning. */
    public void erase() {
        if (!shown.isEmpty()) {
            print("\r" + " ".repeat(width(shown) + ECHO) + "\r");
            shown = "";
        }
    }

    private void print(String text) {
        console.err().print(text);
        console.err().flush();
    }

    private static int width(String line) {
        return line.codePointCount(0, line.length());
    }
}
