// SPDX-License-Identifier: Apache-2.0
package org.postern.api.discovery;

import org.osgi.annotation.versioning.ConsumerType;

/** A running search. */
@ConsumerType
public interface Search extends AutoCloseable {
    /**
     * Ends the search and frees its sockets. After this returned the listener is never called
     * again. Closing twice does nothing. Called from within the listener it returns as well.
     */
    @Override
    void close();
}
