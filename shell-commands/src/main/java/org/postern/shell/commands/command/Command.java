// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.GatewayException;

/** One command. Has no state: any number of calls may run at once. */
public interface Command {
    /**
     * What the user may type.
     *
     * @return always the same
     */
    Syntax syntax();

    /**
     * Does what the user asked. Checks all words before anything is sent.
     *
     * @param call the user's words, and what is there to answer them
     * @return the answer
     * @throws CommandException for wrong usage, or when a bundle is missing
     * @throws GatewayException when a gateway cannot be found or refuses, or for a value out of
     *     range
     * @throws InterruptedException when the user ended the command
     */
    Report run(Call call) throws CommandException, GatewayException, InterruptedException;
}
