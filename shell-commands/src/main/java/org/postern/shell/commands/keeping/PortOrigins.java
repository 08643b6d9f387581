// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.postern.api.keeper.KeptPort;

/** Tells who requested a kept port. */
final class PortOrigins {
    /** The start of {@link KeptPort#origin()} for a configuration. */
    private static final String CONFIGURATION = "configuration";

    private PortOrigins() {}

    static boolean isConfiguration(KeptPort port) {
        return port.origin().startsWith(CONFIGURATION);
    }
}
