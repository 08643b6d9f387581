// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.protocols;

import org.postern.api.gateway.Watch;

import java.util.List;

/** The control protocols that are there. Safe for several threads. */
public interface Protocols {
    /** Those of now: of each name the one with the highest ranking. */
    List<NamedProtocol> all();

    /**
     * Calls the listener after each change, from any thread, until the watch is closed. The
     * listener must not block.
     */
    Watch onChange(Runnable listener);

    /** So many of them begin to search. */
    void countSearches(int more);

    /** How many of them have begun to search so far. */
    long searches();
}
