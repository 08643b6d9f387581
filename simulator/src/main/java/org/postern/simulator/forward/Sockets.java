// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Closes sockets where a failure does not matter. */
final class Sockets {
    private static final Logger LOG = System.getLogger("org.postern.simulator.forward");

    private Sockets() {}

    static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing a socket failed: {0}", e.getMessage());
        }
    }
}
