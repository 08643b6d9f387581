// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.finder;

import org.postern.api.finder.GatewayChoice;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.UpnpLimits;
import org.postern.gateways.internal.routes.RouteSource;
import org.postern.gateways.internal.routes.SystemRoutes;
import org.postern.gateways.places.HostPlaces;
import org.postern.gateways.protocols.NamedProtocol;
import org.postern.gateways.protocols.Protocols;
import org.postern.gateways.reachability.LocalHost;
import org.postern.gateways.reachability.SystemHost;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Searches over all control protocols at once. Has no thread of its own. */
public final class MergedGatewayFinder implements GatewayFinder {
    private final Protocols protocols;
    private final RouteSource routes;
    private final LocalHost host;
    private final LongSupplier nanoTime;

    /** Under way, or going on after their election. */
    private final Set<GatewaySearch> searches = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    /** Asks the protocols of the moment. */
    public MergedGatewayFinder(Protocols protocols) {
        this(protocols, new SystemRoutes());
    }

    private MergedGatewayFinder(Protocols protocols, RouteSource routes) {
        this(protocols, routes, new SystemHost(routes), System::nanoTime);
    }

    MergedGatewayFinder(
            Protocols protocols, RouteSource routes, LocalHost host, LongSupplier nanoTime) {
        this.protocols = protocols;
        this.routes = routes;
        this.host = host;
        this.nanoTime = nanoTime;
    }

    @Override
    public GatewayChoice find(GatewayQuery query) throws GatewayException, InterruptedException {
        UpnpLimits.checkTimeout(query.timeout());
        HostPlaces places = HostPlaces.of(query, routes);
        List<NamedProtocol> asked = asked(query);
        protocols.countSearches(asked.size());
        GatewaySearch search = new GatewaySearch(asked, query, places, host, nanoTime);
        for (Iterator<GatewaySearch> each = searches.iterator(); each.hasNext(); ) {
            GatewaySearch older = each.next();
            older.closeIfLate();
            if (older.isOver()) {
                each.remove();
            }
        }
        searches.add(search);
        if (closed) {
            search.close();
        }
        try {
            return search.find();
        } finally {
            if (search.isOver()) {
                searches.remove(search);
            }
        }
    }

    private List<NamedProtocol> asked(GatewayQuery query) throws GatewayException {
        List<NamedProtocol> all = protocols.all();
        if (all.isEmpty()) {
            throw new GatewayException(
                    Reason.NO_DEVICES,
                    "No gateway was searched for: there is no control protocol. Install one, such"
                            + " as org.postern.igd.control.");
        }
        List<NamedProtocol> wanted = NamedProtocol.wanted(all, query.controlProtocol());
        if (wanted.isEmpty()) {
            throw new GatewayException(
                    Reason.INVALID_ARGUMENT,
                    "There is no control protocol '"
                            + query.controlProtocol()
                            + "': use one of "
                            + String.join(", ", NamedProtocol.names(all))
                            + ".");
        }
        return wanted;
    }

    /** Ends all searches. The gateways that were found go on as long as their protocols do. */
    @Override
    public void close() {
        closed = true;
        for (GatewaySearch each : searches) {
            each.close();
        }
        searches.clear();
        routes.stop();
    }
}
