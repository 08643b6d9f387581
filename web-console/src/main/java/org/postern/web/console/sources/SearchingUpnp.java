// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.sources;

import org.postern.api.upnp.Upnp;

/**
 * A control point of the caller's own.
 *
 * @param upnp it
 * @param release gives it back
 */
public record SearchingUpnp(Upnp upnp, Runnable release) implements AutoCloseable {
    @Override
    public void close() {
        release.run();
    }
}
