// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.postern.shell.commands.output.Console;
import org.postern.shell.commands.output.Console.Environment;
import org.postern.shell.commands.output.DataStream;
import org.postern.shell.commands.output.Display;
import org.postern.shell.commands.output.Emphasis;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntBiFunction;

/**
 * One command of a terminal, without a framework: the bundles are on the class path, and what they
 * do is found by {@link java.util.ServiceLoader}. For a launcher. To end the command, interrupt the
 * thread that runs it.
 */
public final class TerminalCommand {
    /** Set by the launcher when standard error is a terminal. */
    static final String TTY = "postern.tty";

    /** Set by the launcher when standard output is a terminal. */
    static final String OUT_TTY = "postern.tty.out";

    /** Set by the launcher to the width of the terminal, where it knows that. */
    static final String COLUMNS = "postern.columns";

    private static final String DUMB = "dumb";

    private final ToIntBiFunction<List<String>, List<PrintStream>> simulator;
    private final String version;

    /**
     * Starts nothing.
     *
     * @param simulator takes the words of its command line and two streams, for data and for
     *     error messages; blocks until its thread is interrupted, and returns the exit code
     * @param version of Postern
     */
    public TerminalCommand(
            ToIntBiFunction<List<String>, List<PrintStream>> simulator, String version) {
        this.simulator = simulator;
        this.version = version;
    }

    /**
     * Runs the command on the calling thread.
     *
     * @param words the command line
     * @return the exit code
     */
    public int run(List<String> words) {
        try (ClassPathServices services = new ClassPathServices(simulator)) {
            return new CommandRunner(services, version).run(words, console());
        }
    }

    private static Console console() {
        boolean terminal = Boolean.getBoolean(TTY);
        boolean dataOnTerminal = Boolean.getBoolean(OUT_TTY);
        Emphasis emphasis =
                (terminal || dataOnTerminal) && showsColours(System.getenv())
                        ? JLineEmphasis.plain()
                        : Emphasis.NONE;
        return new Console(
                DataStream.standard(),
                System.err,
                terminal,
                dataOnTerminal,
                Environment.TERMINAL,
                new Display(Integer.getInteger(COLUMNS, 0), emphasis));
    }

    /** By no-color.org, and what terminals call themselves. */
    static boolean showsColours(Map<String, String> environment) {
        String type = environment.getOrDefault("TERM", DUMB);
        return environment.getOrDefault("NO_COLOR", "").isEmpty() && !type.equals(DUMB);
    }
}
