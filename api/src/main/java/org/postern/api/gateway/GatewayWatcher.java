// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import org.osgi.annotation.versioning.ProviderType;

import java.time.Duration;

/**
 * Watches over the gateways of the network: finds them, hears when they announce themselves, say
 * goodbye or restart (UDA 1.1 section 1.2), takes their events (section 4), asks them now and then,
 * and searches anew when one is lost. Each control protocol brings one: an OSGi service, and in
 * plain Java found by {@link java.util.ServiceLoader}.
 *
 * <p>In OSGi the gateways of a long-lived framework are watched anyhow and published as {@link
 * Gateway} services; this is for those who want other ones.
 */
@ProviderType
public interface GatewayWatcher {
    /** How often gateways are asked, as the reference advises. */
    Duration DEFAULT_POLL = Duration.ofMinutes(5);

    /**
     * Starts a watch and returns at once.
     *
     * @param query where to search and for which gateway; its time-out is that of each search
     * @param poll how often each gateway is asked for its external address; at least one second
     * @param listener told what is found, until the watch is closed
     * @return the running watch
     * @throws GatewayException {@link UpnpResult#INVALID_PARAM} for a bad query
     */
    GatewayWatch watch(GatewayQuery query, Duration poll, GatewayListener listener)
            throws GatewayException;
}
