// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The handle of a watch that reports events to a listener until it is closed. May be closed
 * from any thread.
 */
@ConsumerType
@FunctionalInterface
public interface Watch extends AutoCloseable {
    /**
     * Ends the watch. After this method has returned, the listener is never called again, not even
     * about the end. Blocks a second at most; called from within the listener it returns at once.
     * Closing twice does nothing.
     */
    @Override
    void close();
}
