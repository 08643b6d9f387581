// SPDX-License-Identifier: Apache-2.0
package org.postern.api.control;

import org.osgi.annotation.versioning.ConsumerType;
import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;

import java.time.Duration;

/**
 * A protocol by which gateways are controlled. An OSGi service; in plain Java found by {@link
 * java.util.ServiceLoader}. Of several with one {@link #name()} only the one with the highest
 * service ranking is used. One that comes or goes at run time is used or given up at once.
 *
 * <p>Its gateways are handed to users only as part of one {@link
 * org.postern.api.gateway.Gateway} for each router, whatever protocols reach it: protocols are of
 * one router when they answer from the same address and see this machine at the same address. A
 * request goes to the first protocol, by {@link #rank()}, whose gateway has the capabilities that
 * it needs, and to the next where that one refuses. A protocol is only ever asked for one transport
 * protocol at a time.
 *
 * <p>Calls come from any thread and return at once.
 */
@ConsumerType
public interface ControlProtocol extends AutoCloseable {
    /**
     * What the protocol is called, in configurations, service properties and messages.
     *
     * @return lower case letters, digits and hyphens, the same on every call
     */
    String name();

    /**
     * How early the protocol is asked for a port that several can open, and none has opened yet.
     *
     * @return the higher the earlier, the same on every call; of equals the one that reached the
     *     gateway first is asked first
     */
    default int rank() {
        return 0;
    }

    /**
     * Searches once, until the query's timeout. A protocol that has nothing to do with the query
     * (another address family, or a place that is none of its own) ends the search at once.
     *
     * @param query where and for which gateway
     * @param listener called from a thread of the protocol's choice
     * @return ends the search early
     * @throws GatewayException {@link org.postern.api.gateway.Reason#INVALID_ARGUMENT} for a bad
     *     query; the others search on
     */
    Watch search(GatewayQuery query, CandidateListener listener) throws GatewayException;

    /**
     * Watches over the gateways that speak this protocol. One that returns as another, such as at
     * another place, is added before the old one is removed.
     *
     * @param query where and for which gateway; its timeout is that of each search
     * @param poll how often each gateway is asked for its external address; at least one second
     * @param listener called from one thread of the protocol's choice
     * @return ends the watch
     * @throws GatewayException {@link org.postern.api.gateway.Reason#INVALID_ARGUMENT} for a bad
     *     query; the others watch on, and this one is asked again
     */
    Watch watch(GatewayQuery query, Duration poll, GatewayListener listener)
            throws GatewayException;

    /**
     * Ends the threads. Called in plain Java, by the code that loaded the protocol; in OSGi a
     * protocol ends with its bundle.
     */
    @Override
    default void close() {}
}
