// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.postern.shell.commands.output.Console;
import org.postern.shell.commands.output.Console.Environment;
import org.postern.shell.commands.output.DataStream;
import org.postern.shell.commands.output.Display;
import org.postern.shell.commands.output.Emphasis;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The entry point for a launcher, which cannot see the types of this bundle: takes all words of
 * the command line and returns the exit code. To end the command, interrupt the calling thread.
 */
@Component(property = TerminalCommand.MARK + ":Boolean=true")
public final class TerminalCommand implements ToIntFunction<List<String>> {
    static final String MARK = "postern.terminal";

    /** Set by the launcher when standard error is a terminal. */
    static final String TTY = "postern.tty";

    /** Set by the launcher when standard output is a terminal. */
    static final String OUT_TTY = "postern.tty.out";

    /** Set by the launcher to the width of the terminal, where it knows that. */
    static final String COLUMNS = "postern.columns";

    /** Set by the launcher when the terminal shows colours, and the user wants them. */
    static final String COLOURS = "postern.colours";

    private final CommandRunner runner;

    @Activate
    public TerminalCommand(@Reference CommandRunner runner) {
        this.runner = runner;
    }

    @Override
    public int applyAsInt(List<String> words) {
        return runner.run(
                words,
                new Console(
                        DataStream.standard(),
                        System.err,
                        Boolean.getBoolean(TTY),
                        Boolean.getBoolean(OUT_TTY),
                        Environment.TERMINAL,
                        new Display(Integer.getInteger(COLUMNS, 0), emphasis())));
    }

    private static Emphasis emphasis() {
        try {
            return Boolean.getBoolean(COLOURS) ? JLineEmphasis.plain() : Emphasis.NONE;
        } catch (LinkageError noJLine) {
            return Emphasis.NONE;
        }
    }
}
