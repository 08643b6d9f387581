package org.postern.igd.control.search;

import org.postern.api.gateway.GatewayException;

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
