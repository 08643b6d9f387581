// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.gateway.GatewayException;

import java.time.Duration;
import java.util.List;

/** Follows a search, on the loop's thread. */
interface SearchObserver {
    /**
     * A device was read.
     *
     * @param device whether it passes the filter or not
     */
    void onDevice(IgdDevice device);

    /**
     * The same device, with all that it was heard to say.
     *
     * @param sighting whether it is a gateway or not
     */
    default void onSighting(Sighting sighting) {}

    /**
     * How much longer than the search devices that answered it may be read, should they be {@link
     * #missing}.
     *
     * @param timeout of the search
     * @return zero or more
     */
    default Duration extension(Duration timeout) {
        return Duration.ZERO;
    }

    /**
     * Whether nothing of what is known when the time-out comes will do.
     *
     * @param devices as of {@link #onTimeout}
     * @return true to wait for those that are still being read
     */
    default boolean missing(List<IgdDevice> devices) {
        return false;
    }

    /**
     * The time-out came, and the search is over.
     *
     * @param devices all that pass the filter, at least one, the unfinished too; best gateways
     *     first
     */
    void onTimeout(List<IgdDevice> devices);

    /**
     * The search is over without any device that passes the filter.
     *
     * @param reason nothing answered, or the control point was closed
     */
    void onNothing(GatewayException reason);
}
