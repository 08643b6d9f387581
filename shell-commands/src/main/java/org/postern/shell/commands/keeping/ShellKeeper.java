// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.postern.api.keeper.PortKeeper;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Invocation;

/** The keeper of a shell, which goes on keeping ports after a command has ended. */
final class ShellKeeper {
    private ShellKeeper() {}

    /** Fails on the terminal, where each command is a process of its own. */
    static PortKeeper of(Invocation invocation) throws CommandException {
        if (!invocation.inShell()) {
            throw CommandException.unavailable(
                    "Nothing is kept by a single command: '"
                            + invocation.console().prefix().strip()
                            + "' alone opens the shell, which keeps ports and answers this. On the"
                            + " terminal 'keep' keeps them as long as it runs.");
        }
        return invocation.services().keeper();
    }
}
