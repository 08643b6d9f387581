// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.PortKeeper;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Invocation;

import java.util.List;

/** The keeper of a shell, which goes on keeping ports after a command has ended. */
final class ShellKeeper {
    private ShellKeeper() {}

    /** Fails on the terminal, where each command is a process of its own. */
    static PortKeeper of(Invocation invocation) throws CommandException {
        if (!invocation.inShell()) {
            throw CommandException.unavailable(
                    "'kept', 'release' and 'reopen' work only inside the interactive shell; start"
                        + " it with './postern'. Outside, './postern keep' holds its ports until it"
                        + " ends.");
        }
        return invocation.services().keeper();
    }

    /** The words name ports of which this keeper keeps none. */
    static GatewayException nothingKept(List<String> words) {
        return new GatewayException(
                Reason.NOT_FOUND,
                "Nothing is kept at " + String.join(", ", words) + ": 'kept' lists what is.");
    }
}
