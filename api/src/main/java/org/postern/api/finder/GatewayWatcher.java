// SPDX-License-Identifier: Apache-2.0
package org.postern.api.finder;

import org.osgi.annotation.versioning.ProviderType;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Watch;
import org.postern.api.internal.services.ServiceProviders;

import java.time.Duration;

/**
 * Watches over the gateways of the network, over all control protocols at once: finds them, notices
 * when they announce themselves, leave or restart, asks them now and then, and searches again when
 * one is lost. A service in OSGi; in plain Java {@link #create()} makes one.
 *
 * <p>In OSGi the gateways of a long-lived framework are watched anyhow and published as {@link
 * Gateway} services; this is for programs that want other ones.
 */
@ProviderType
public interface GatewayWatcher {
    /** How often gateways are asked unless another interval is chosen: five minutes. */
    Duration DEFAULT_POLL = Duration.ofMinutes(5);

    /**
     * Makes a watcher in plain Java. Each of its watches has threads of its own, which end with it.
     *
     * @return a watcher
     * @throws IllegalStateException when no provider is on the class or module path; in OSGi take
     *     the service instead
     */
    static GatewayWatcher create() {
        return ServiceProviders.first(GatewayWatcher.class)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "No provider of "
                                                + GatewayWatcher.class.getName()
                                                + " found: put org.postern.gateways on the path, or"
                                                + " take the GatewayWatcher service in OSGi."));
    }

    /**
     * Starts a watch and returns at once.
     *
     * @param query where to search and for which gateway; its timeout is that of each search
     * @param poll how often each gateway is asked for its external address; at least one second
     * @param listener called until the watch is closed
     * @return the running watch
     * @throws GatewayException {@link Reason#INVALID_ARGUMENT} for a bad query
     */
    Watch watch(GatewayQuery query, Duration poll, GatewayListener listener)
            throws GatewayException;

    /**
     * How often a control protocol began to search, in all watches so far. In OSGi also for the
     * published gateways and for the {@link GatewayFinder} service.
     *
     * @return 0 or more, never less than before; always 0 where nobody counts
     */
    default long searches() {
        return 0;
    }
}
