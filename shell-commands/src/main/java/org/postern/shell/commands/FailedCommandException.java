// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import java.io.Serial;

/** A command has failed; the message is what it said. */
final class FailedCommandException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    FailedCommandException(String message) {
        super(message, null, false, false);
    }
}
