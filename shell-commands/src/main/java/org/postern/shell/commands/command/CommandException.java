// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import java.io.Serial;

/** A command cannot run, for a reason unrelated to gateways. */
public final class CommandException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Wrong usage. The usage line is printed after the message. */
    public static CommandException usage(String message) {
        return new CommandException(CommandExitCodes.USAGE, message);
    }

    /** A required service is missing. */
    public static CommandException unavailable(String message) {
        return new CommandException(CommandExitCodes.UNAVAILABLE, message);
    }

    /** One of {@link CommandExitCodes}. */
    public int exitCode() {
        return exitCode;
    }
}
