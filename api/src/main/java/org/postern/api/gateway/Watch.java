// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import org.osgi.annotation.versioning.ConsumerType;

/** The handle of something that is watched until it is closed. */
@ConsumerType
@FunctionalInterface
public interface Watch extends AutoCloseable {
    /**
     * Ends the watch and frees its resources. After this method has returned, the listener is never
     * called again. Closing twice does nothing. Called from within the listener, it returns as
     * well.
     */
    @Override
    void close();
}
