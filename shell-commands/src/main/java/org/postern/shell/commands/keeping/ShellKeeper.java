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
                    "'kept' and 'release' work only inside the interactive shell; start it with"
                            + " './postern'. Outside, './postern keep' holds its ports until it"
                            + " ends.");
        }
        return invocation.services().keeper();
    }
}
