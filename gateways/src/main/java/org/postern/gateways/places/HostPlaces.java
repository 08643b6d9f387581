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
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    /** The default gateways, as far as they are known, and the addresses of this machine. */
    public record Addresses(Set<InetAddress> defaultGateways, Set<InetAddress> own) {}

    private final Supplier<Addresses> system;

    /** Asked for when it matters first, which is after searches have started. */
    private Addresses seen = new Addresses(Set.of(), Set.of());

    private boolean looked;

    /** Places by what is known of the system at each moment. */
    public HostPlaces(Supplier<Addresses> system) {
        this.system = system;
    }

    /**
     * Of the interfaces that a query searches. Over IPv6 routes name link-local addresses, which
     * cannot be compared with those that gateways are found at.
     */
    public static HostPlaces of(GatewayQuery query, RouteSource routes) throws GatewayException {
        InterfaceChoice choice = InterfaceChoice.named(query.networkInterface());
        return new HostPlaces(
                () -> look(query.ipv6() ? List.of() : routes.defaults(false), choice));
    }

    /** The interfaces are listed once for all: that is the larger part of a look. */
    private static Addresses look(List<Route> routes, InterfaceChoice choice) {
        Set<InetAddress> gateways = new HashSet<>();
        Set<InetAddress> own = new HashSet<>();
        try {
            for (NetworkInterface each :
                    Collections.list(NetworkInterface.getNetworkInterfaces())) {
                own.addAll(Collections.list(each.getInetAddresses()));
                for (Route route : routes) {
                    if (route.via().is(each) && choice.covers(each)) {
                        gateways.add(route.gateway());
                    }
                }
            }
        } catch (SocketException e) {
            LOG.log(Level.DEBUG, () -> "Network interfaces are unknown: " + e.getMessage());
        }
        return new Addresses(gateways, own);
    }

    /** Looks again where no route was known: a system command takes a while. */
    public void refresh() {
        looked = true;
        if (seen.defaultGateways().isEmpty()) {
            seen = system.get();
        }
    }

    /** As was last seen; looks where nobody has yet. */
    public boolean hasDefaultGateway() {
        if (!looked) {
            refresh();
        }
        return !seen.defaultGateways().isEmpty();
    }

    /** Of a host that a gateway was found at; looks where nobody has yet. */
    public Place of(InetAddress address) {
        if (!looked) {
            refresh();
        }
        if (address.isLoopbackAddress() || seen.own().contains(address)) {
            return Place.THIS_MACHINE;
        }
        return seen.defaultGateways().contains(address) ? Place.DEFAULT_GATEWAY : Place.OTHER;
    }
}
