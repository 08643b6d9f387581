// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.protocols;

import org.postern.api.gateway.Watch;

import java.util.List;

/** The control protocols that are there. Safe for several threads. */
public interface Protocols {
    /**
     * Those of now.
     *
     * @return of each name the one with the highest ranking
     */
    List<NamedProtocol> all();

    /**
     * Tells when they change.
     *
     * @param listener called after each change, from any thread; must not block
     * @return ends it
     */
    Watch onChange(Runnable listener);
}
