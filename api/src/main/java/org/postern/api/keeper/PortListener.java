// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Told what becomes of a port. Calls come one after the other, from a thread of the keeper; one
 * that blocks delays those of other listeners. What they throw is logged. With several gateways
 * there are calls for each.
 */
@ConsumerType
public interface PortListener {
    /** Ignores all events. */
    PortListener NONE = new PortListener() {};

    /**
     * The port is open: for the first time, or again after it was lost.
     *
     * @param port where, and under which address and number
     */
    default void opened(OpenPort port) {}

    /**
     * The port is open still, but its external address or external port is another.
     *
     * @param port as it is now
     */
    default void changed(OpenPort port) {}

    /**
     * The port is not open any more on a gateway. The keeper goes on trying.
     *
     * @param port as it was
     * @param reason one sentence
     */
    default void lost(OpenPort port, String reason) {}
}
