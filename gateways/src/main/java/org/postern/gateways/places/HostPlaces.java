// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.places;

import static org.postern.gateways.logging.GatewaysLog.LOG;

import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.gateways.internal.routes.Route;
import org.postern.gateways.internal.routes.RouteSource;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Where gateways stand to this machine: access points, repeaters and programs on this machine offer
 * to open ports too, but only the default gateway is certain to be the one that traffic passes
 * (quirk S30). Not safe for several threads.
 */
public final class HostPlaces {
    /** The best first. */
    public enum Place {
        DEFAULT_GATEWAY,
        OTHER,
        THIS_MACHINE
    }

    private final Supplier<Set<InetAddress>> routes;
    private final Predicate<InetAddress> own;
    private final Map<InetAddress, Boolean> known = new HashMap<>();

    /** Asked for when it matters first, which is after searches have started. */
    private Set<InetAddress> defaultGateways = Set.of();

    private boolean looked;

    /**
     * Places by what is known of the system.
     *
     * @param routes the default gateways, as far as they are known now
     * @param own whether an address is one of this machine's
     */
    public HostPlaces(Supplier<Set<InetAddress>> routes, Predicate<InetAddress> own) {
        this.routes = routes;
        this.own = own;
    }

    /**
     * Of the interfaces that a query searches. Over IPv6 routes name link-local addresses, which
     * cannot be compared with those that gateways are found at.
     */
    public static HostPlaces of(GatewayQuery query, RouteSource routes) throws GatewayException {
        InterfaceChoice choice = InterfaceChoice.named(query.networkInterface());
        return new HostPlaces(
                () -> query.ipv6() ? Set.of() : gateways(routes.defaults(false), choice),
                HostPlaces::isOwn);
    }

    private static Set<InetAddress> gateways(List<Route> routes, InterfaceChoice choice) {
        Set<InetAddress> gateways = new HashSet<>();
        for (Route each : routes) {
            if (isVia(each, choice)) {
                gateways.add(each.gateway());
            }
        }
        return gateways;
    }

    /** Looks again where no route was known: a system command takes a while. */
    public void refresh() {
        looked = true;
        if (defaultGateways.isEmpty()) {
            defaultGateways = routes.get();
        }
    }

    /** As was last seen; looks where nobody has yet. */
    public boolean hasDefaultGateway() {
        if (!looked) {
            refresh();
        }
        return !defaultGateways.isEmpty();
    }

    /** Of a host that a gateway was found at. */
    public Place of(InetAddress address) {
        Boolean ours = known.get(address);
        if (ours == null) {
            ours = own.test(address);
            known.put(address, ours);
        }
        if (ours) {
            return Place.THIS_MACHINE;
        }
        return defaultGateways.contains(address) ? Place.DEFAULT_GATEWAY : Place.OTHER;
    }

    private static boolean isVia(Route route, InterfaceChoice choice) {
        try {
            Optional<NetworkInterface> via = route.via().find();
            return via.isPresent() && choice.covers(via.get());
        } catch (SocketException e) {
            LOG.log(Level.DEBUG, () -> "A default route cannot be used: " + e.getMessage());
            return false;
        }
    }

    private static boolean isOwn(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
