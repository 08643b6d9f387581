// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import java.io.Serial;

/** The user ended a command that has something to say about what it left behind. */
public final class CommandInterrupted extends InterruptedException {
    @Serial private static final long serialVersionUID = 1L;

    CommandInterrupted(String message) {
        super(message);
    }
}
