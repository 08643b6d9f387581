// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.Channel;

/** Closing channels, where a failure changes nothing. */
final class Closing {
    private static final Logger LOG = System.getLogger("org.postern.simulator.forward");

    private Closing() {}

    static void quietly(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing a channel failed: {0}", e.getMessage());
        }
    }
}
