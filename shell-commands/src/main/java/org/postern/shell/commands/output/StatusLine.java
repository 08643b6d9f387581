// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

/**
 * One line on a terminal that is written anew in its place. Used by one thread at a time, and
 * erased before anything else is printed there.
 */
public final class StatusLine {
    /** Where the width is not known: every terminal has 80 columns. */
    private static final int COLUMNS = 80;

    /** In the last column some terminals wrap. */
    private static final int MARGIN = 1;

    /** A terminal shows ^C behind the line. */
    private static final int ECHO = 2;

    /** What a text can be cut to. */
    private static final int SHORTEST = 8;

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
        String line = PrintableText.cut(text, width(console));
        if (!line.equals(shown)) {
            int rest = Math.max(0, CellWidth.of(shown) - CellWidth.of(line));
            print("\r" + line + " ".repeat(rest) + "\b".repeat(rest));
            shown = line;
        }
    }

    /** Leaves the line empty, and the cursor at its beginning. */
    public void erase() {
        if (!shown.isEmpty()) {
            print("\r" + " ".repeat(CellWidth.of(shown) + ECHO) + "\r");
            shown = "";
        }
    }

    /** The most cells that a line on this terminal has; a longer text is cut. */
    public static int width(Console console) {
        int columns = console.display().columns();
        return Math.max(ECHO + SHORTEST, columns > 0 ? columns : COLUMNS) - MARGIN - ECHO;
    }

    private void print(String text) {
        console.err().print(text);
        console.err().flush();
    }
}
