// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import java.io.Serial;

/** A command cannot run, for a reason that has nothing to do with gateways. */
public final class CommandException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /**
     * The words make no sense.
     *
     * @param message one sentence for the user
     * @return a failure that is followed by the usage
     */
    public static CommandException usage(String message) {
        return new CommandException(ExitCodes.USAGE, message);
    }

    /**
     * A service is not there.
     *
     * @param message one sentence for the user
     * @return a failure
     */
    public static CommandException unavailable(String message) {
        return new CommandException(ExitCodes.UNAVAILABLE, message);
    }

    /**
     * What the command ends with.
     *
     * @return one of {@link ExitCodes}
     */
    public int exitCode() {
        return exitCode;
    }
}
