// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

/** An option for the port of this machine that a command listens on. */
public final class ListenPort {
    private static final NumberRange RANGE =
            new NumberRange("The port", Reason.INVALID_PORT, "0 (any) to 65535");
    private static final int HIGHEST = 65_535;

    private ListenPort() {}

    /** The value of an option, or the other where it is absent; checked. */
    public static int of(Invocation invocation, String option, int absent)
            throws CommandException, GatewayException {
        int port = invocation.number(option, absent, RANGE);
        if (port < 0 || port > HIGHEST) {
            throw new GatewayException(
                    Reason.INVALID_PORT,
                    "The port " + port + " is out of range: use " + RANGE.allowed() + ".");
        }
        return port;
    }
}
