// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Receives the events of a port. Calls come one after the other, from a thread of the keeper; one
 * that blocks delays those of other listeners. What they throw is logged. With several gateways
 * there are calls for each.
 *
 * <p>While a port is not open, {@link #waiting}, {@link #taken} or {@link #refused} says why, once
 * for each reason. The keeper retries by itself in each case.
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
     * The port is open, but its lease could not be renewed several times. Called once for each
     * reason. The keeper tries again, the sooner the nearer the end of the lease.
     *
     * @param port as it is
     * @param why the reason, the gateway's own code, and a sentence for people
     */
    default void notRenewed(OpenPort port, PortStatus.Trouble why) {}

    /**
     * The port cannot be opened yet: there is no gateway ({@link
     * org.postern.api.gateway.Reason#NO_GATEWAY} and other reasons of a search), or the gateway did
     * not answer or gave no clear answer.
     *
     * @param why the reason, and a sentence for people
     */
    default void waiting(PortStatus.Trouble why) {}

    /**
     * Another client of the gateway, another program of this machine or another kept port has the
     * port. It is opened when it becomes free.
     *
     * @param why the reason, and a sentence that names the holder
     */
    default void taken(PortStatus.Trouble why) {}

    /**
     * The gateway refuses the port. It is retried rarely, as usually only a person can change that.
     *
     * @param why the reason, the gateway's own code, and a sentence for people
     */
    default void refused(PortStatus.Trouble why) {}

    /**
     * The port is no longer open on a gateway. The keeper opens it again.
     *
     * @param port as it was
     * @param reason one sentence
     */
    default void lost(OpenPort port, String reason) {}
}
