// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.hooks;

import org.apache.commons.cli.Option;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.OptionSyntax;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The option {@code --exec}. Only the terminal has it: there, who types the command starts the
 * process. A shell may have users who must not start programs of their choice with the rights of the
 * process, such as Karaf's over SSH.
 */
public final class ExecOption {
    private static final String NAME = "exec";

    public static final Option OPTION =
            OptionSyntax.terminalValue(
                    NAME,
                    "PROGRAM",
                    "run this program on each event, with the facts in its"
                            + " environment, such as POSTERN_EVENT; one at a time, 30 s at most");

    private ExecOption() {}

    /** The program; wrong usage where there is none, or in a shell. */
    public static Optional<Path> of(Invocation invocation) throws CommandException {
        if (!invocation.has(NAME)) {
            return Optional.empty();
        }
        if (invocation.inShell()) {
            throw CommandException.usage(
                    "'--"
                            + NAME
                            + "' works only with './postern keep' and './postern watch'. In OSGi,"
                            + " the Event Admin reports all events to bundles, see docs/osgi.md.");
        }
        try {
            return Optional.of(
                    new ProgramFile(name -> Optional.ofNullable(System.getenv(name)))
                            .find(invocation.text(NAME, "")));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("'--" + NAME + "': " + e.getMessage());
        }
    }
}
