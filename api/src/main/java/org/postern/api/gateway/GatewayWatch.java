// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import org.osgi.annotation.versioning.ProviderType;

/** A running watch over gateways. */
@ProviderType
public interface GatewayWatch extends AutoCloseable {
    /**
     * Ends the watch. After this returned the listener is never called again; it is not told that
     * the gateways it knows are gone. Blocks a second at most. Closing twice does nothing.
     */
    @Override
    void close();
}
