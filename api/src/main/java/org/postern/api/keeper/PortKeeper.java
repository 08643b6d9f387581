// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

import org.osgi.annotation.versioning.ProviderType;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Watch;
import org.postern.api.internal.services.ServiceProviders;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps ports open. In OSGi a service over the {@link Gateway} services,
 * each bundle with an object of its own; in plain Java {@link #create()} makes one.
 *
 * <p>May be used from any thread. Calls return at once unless they say otherwise.
 */
@ProviderType
public interface PortKeeper extends AutoCloseable {
    /**
     * Makes a keeper in plain Java, for the best gateway of the network, with threads of its own
     * until it is closed.
     *
     * @return a keeper of nothing yet
     * @throws IllegalStateException when no provider is on the class or module path; in OSGi take
     *     the service instead
     */
    static PortKeeper create() {
        try {
            return create(GatewayQuery.standard());
        } catch (GatewayException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Makes a keeper in plain Java.
     *
     * @param where which gateway, and where it is searched for
     * @return a keeper of nothing yet
     * @throws GatewayException {@link org.postern.api.gateway.Reason#INVALID_ARGUMENT} for a bad
     *     query
     * @throws IllegalStateException when no provider is on the class or module path; in OSGi take
     *     the service instead
     */
    static PortKeeper create(GatewayQuery where) throws GatewayException {
        return ServiceProviders.first(PortKeeperProvider.class)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "No provider of "
                                                + PortKeeperProvider.class.getName()
                                                + " found: put org.postern.port.keeper on the path,"
                                                + " or take the PortKeeper service in OSGi."))
                .open(where);
    }

    /**
     * Keeps a port open until the handle or this object is closed.
     *
     * @param request what should be open
     * @return the handle
     * @throws GatewayException for ports or leases out of range, and {@link
     *     org.postern.api.gateway.Reason#CONFLICT} when this keeper keeps
     *     that external port already, for another
     */
    default KeptPort keep(MappingRequest request) throws GatewayException {
        return keep(request, PortListener.NONE);
    }

    /**
     * Keeps a port open until the handle or this object is closed, and reports changes.
     *
     * @param request what should be open
     * @param listener called from now on
     * @return the handle
     * @throws GatewayException as {@link #keep(MappingRequest)}
     */
    default KeptPort keep(MappingRequest request, PortListener listener) throws GatewayException {
        return keep(KeepRequest.of(request), listener);
    }

    /**
     * Keeps a port open over IPv4, IPv6 or both until the handle or this object is closed, and
     * reports changes.
     *
     * @param request what should be open
     * @param listener called from now on; for a port over both families, of each of them
     * @return one handle for both families
     * @throws GatewayException as {@link #keep(MappingRequest)}
     */
    KeptPort keep(KeepRequest request, PortListener listener) throws GatewayException;

    /**
     * All ports that are kept by this keeper, whoever requested them.
     *
     * @return a snapshot, by external port and protocol
     */
    List<KeptPort> ports();

    /**
     * Deletes a port on each gateway that holds it, and opens it again, whoever requested it.
     *
     * @param key the external port that was asked for; of TCP and UDP of one request, both are
     *     opened again
     * @return as {@link KeptPort#reopen()}; completes exceptionally with {@link
     *     org.postern.api.gateway.Reason#NOT_FOUND} when this port is not kept
     */
    default CompletableFuture<Void> reopen(PortKey key) {
        return ports().stream()
                .filter(each -> each.request().keys().contains(key))
                .findFirst()
                .map(KeptPort::reopen)
                .orElseGet(
                        () ->
                                CompletableFuture.failedFuture(
                                        new GatewayException(
                                                Reason.NOT_FOUND,
                                                key + " is not kept by this keeper.")));
    }

    /**
     * The gateways that this keeper knows, whether or not it keeps ports there. Asks nothing.
     *
     * @return a snapshot, in the order in which they were found, with what is known of each without
     *     asking it; empty where a keeper does not tell
     */
    default Map<Gateway, GatewayState> gateways() {
        return Map.of();
    }

    /**
     * What was done so far, for all that use this keeper. Asks nothing.
     *
     * @return a snapshot; {@link KeeperStatistics#NONE} where a keeper does not count
     */
    default KeeperStatistics statistics() {
        return KeeperStatistics.NONE;
    }

    /**
     * Reports all events of gateways and ports from now on, whoever requested the ports. First the
     * gateways that are there, and the ports that are open, as if they had come now.
     *
     * @param listener receives the events
     * @return ends the watch
     */
    Watch watch(KeeperListener listener);

    /**
     * Closes the ports that were kept through this object, and waits for the routers, 2 seconds at
     * most. In plain Java the threads end too. Closing twice does nothing.
     */
    @Override
    void close();
}
