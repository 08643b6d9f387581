// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.GatewayException;

/** A command. It has no state, so any number of invocations may run at once. */
public interface Command {
    Syntax syntax();

    /**
     * Runs the command. All arguments are checked before anything is sent.
     *
     * @throws CommandException for wrong usage, or when a bundle is missing
     * @throws GatewayException when no gateway is found or the gateway refuses, or for a value
     *     out of range
     * @throws InterruptedException when the user interrupted the command
     */
    Report run(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException;
}
