// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.paths;

import static org.postern.discovery.logging.DiscoveryLog.LOG;

import org.postern.api.discovery.SearchRequest;
import org.postern.discovery.internal.routes.Route;
import org.postern.discovery.internal.routes.RouteSource;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Optional;

/** The paths to the default gateways: usually one, more with cable and wireless at once. */
public final class GatewayPaths {
    private static final int MOST_GATEWAYS = 4;

    private final SearchRequest request;
    private final RouteSource routes;
    private final int port;

    public GatewayPaths(SearchRequest request, RouteSource routes, int port) {
        this.request = request;
        this.routes = routes;
        this.port = port;
    }

    /** Empty where no gateway is known; no failure, since multicast may find it. */
    public List<NetworkPath> find() {
        List<NetworkPath> paths =
                PathCollector.collect(routes.defaults(request.ipv6()), this::paths);
        if (paths.isEmpty()) {
            LOG.log(Level.DEBUG, "No default gateway is known for this search.");
        }
        return paths.subList(0, Math.min(paths.size(), MOST_GATEWAYS));
    }

    private List<NetworkPath> paths(Route route) throws IOException {
        Optional<NetworkInterface> via = route.via().find();
        return via.isEmpty() || !request.networkInterface().covers(via.get())
                ? List.of()
                : paths(route, via.get());
    }

    private List<NetworkPath> paths(Route route, NetworkInterface via) throws IOException {
        InetAddress gateway = scoped(route.gateway(), via);
        List<Destination> to = List.of(Destination.device(gateway, port));
        Optional<InetAddress> from = local(gateway, via);
        return from.isEmpty() ? List.of() : List.of(new NetworkPath(via, from.get(), to));
    }

    private static InetAddress scoped(InetAddress gateway, NetworkInterface via)
            throws IOException {
        return gateway instanceof Inet6Address && gateway.isLinkLocalAddress()
                ? Inet6Address.getByAddress(null, gateway.getAddress(), via.getIndex())
                : gateway;
    }

    /** The address with the longest common prefix: that of the gateway's own network. */
    private Optional<InetAddress> local(InetAddress gateway, NetworkInterface via) {
        InetAddress best = null;
        for (InterfaceAddress each : via.getInterfaceAddresses()) {
            InetAddress own = each.getAddress();
            boolean usable =
                    own.getClass() == gateway.getClass() && request.networkInterface().covers(own);
            if (usable && (best == null || commonBits(own, gateway) > commonBits(best, gateway))) {
                best = own;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int commonBits(InetAddress one, InetAddress other) {
        byte[] left = one.getAddress();
        byte[] right = other.getAddress();
        for (int i = 0; i < left.length; i++) {
            int differing = (left[i] ^ right[i]) & 0xff;
            if (differing != 0) {
                return i * Byte.SIZE + Integer.numberOfLeadingZeros(differing) - 24;
            }
        }
        return left.length * Byte.SIZE;
    }
}
