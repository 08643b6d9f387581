// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The handle of something that tells a listener what happens, until it is closed. May be closed
 * from any thread.
 */
@ConsumerType
@FunctionalInterface
public interface Watch extends AutoCloseable {
    /**
     * Ends it. After this returned the listener is never called again, nor is it told of the end.
     * Blocks a second at most; called from within the listener it returns at once. Closing twice
     * does nothing.
     */
    @Override
    void close();
}
