// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.upnp.Upnp;

/**
 * A control point that one command uses.
 *
 * @param giveBack called after the control point was closed
 */
public record UpnpLease(Upnp upnp, Runnable giveBack) implements AutoCloseable {
    @Override
    public void close() {
        try {
            upnp.close();
        } finally {
            giveBack.run();
        }
    }
}
