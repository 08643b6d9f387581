// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.keeper.KeptPort;

/** Who asks for a kept port. */
final class Origins {
    /** How {@link KeptPort#origin()} begins for a configuration. */
    private static final String CONFIGURATION = "configuration";

    private Origins() {}

    static boolean isConfiguration(KeptPort port) {
        return port.origin().startsWith(CONFIGURATION);
    }
}
