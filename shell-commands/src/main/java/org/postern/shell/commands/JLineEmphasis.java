// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;
import org.postern.shell.commands.output.Emphasis;

/** Bold and coloured lines. Works without a JLine terminal too, then with the usual ANSI codes. */
final class JLineEmphasis implements Emphasis {
    /** Set by users who want no colours; see no-color.org. */
    private static final String NO_COLOR = "NO_COLOR";

    private static final AttributedStyle ERROR =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
    private static final AttributedStyle WARNING =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);

    private final @Nullable Terminal terminal;

    private JLineEmphasis(@Nullable Terminal terminal) {
        this.terminal = terminal;
    }

    /** For a terminal that is known to show colours. Throws a LinkageError where JLine is missing. */
    static Emphasis plain() {
        return new JLineEmphasis(null);
    }

    static Emphasis of(Terminal terminal) {
        String noColour = System.getenv(NO_COLOR);
        return noColour == null || noColour.isEmpty() ? new JLineEmphasis(terminal) : NONE;
    }

    @Override
    public String heading(String line) {
        return styled(line, AttributedStyle.BOLD);
    }

    @Override
    public String warning(String line) {
        return styled(line, WARNING);
    }

    @Override
    public String error(String line) {
        return styled(line, ERROR);
    }

    private String styled(String line, AttributedStyle style) {
        return new AttributedString(line, style).toAnsi(terminal);
    }
}
