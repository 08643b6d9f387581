// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import java.io.Serial;

/** The user interrupted a command; the message says what it left behind. */
public final class CommandInterrupted extends InterruptedException {
    @Serial private static final long serialVersionUID = 1L;

    public CommandInterrupted(String message) {
        super(message);
    }
}
