// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.search;

import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.gateway.PcpGateway;
import org.postern.pcp.control.internal.address.AddressClass;
import org.postern.pcp.control.internal.routes.Route;
import org.postern.pcp.control.internal.routes.RouteSource;
import org.postern.pcp.control.server.Dialect;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a query looks for servers: at the default gateways, at the servers of the configuration, and
 * at an address that the query names. Nothing is ever sent to an address that a packet named, nor to
 * a public one that is no default gateway. Over IPv6 servers open the firewall and translate nothing.
 */
public final class ServerPlaces {
    /** Of each family. A machine with more is a router itself. */
    private static final int MOST_ROUTES = 4;

    private final RouteSource routes;
    private final List<InetSocketAddress> configured;
    private final GatewayQuery query;
    private final InterfaceChoice choice;

    /**
     * Places by what is known of the system at each moment.
     *
     * @throws GatewayException where the query names an interface that is not there
     */
    public ServerPlaces(RouteSource routes, List<InetSocketAddress> configured, GatewayQuery query)
            throws GatewayException {
        this(routes, configured, query, InterfaceChoice.named(query.networkInterface()));
    }

    ServerPlaces(
            RouteSource routes,
            List<InetSocketAddress> configured,
            GatewayQuery query,
            InterfaceChoice choice) {
        this.routes = routes;
        this.configured = List.copyOf(configured);
        this.query = query;
        this.choice = choice;
    }

    /** The routers of now, each with the addresses of this machine that its servers see. */
    public List<PcpPlace> all() {
        if (query.ipv6()) {
            return List.of();
        }
        List<InetSocketAddress> gateways = defaults(false);
        List<Reached> firewalls = reached(true, defaults(true));
        List<PcpPlace> places = new ArrayList<>();
        List<InetSocketAddress> routers = new ArrayList<>(gateways);
        routers.addAll(configured);
        for (Reached each : reached(false, gateways)) {
            Optional<Reached> firewall = firewall(each, firewalls, routers);
            firewalls.remove(firewall.orElse(null));
            places.add(
                    new PcpPlace(
                            each.endpoint(),
                            firewall.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(firewall.get().endpoint())));
        }
        for (Reached each : firewalls) {
            PcpEndpoint endpoint = each.endpoint();
            if (isAtQuery(endpoint.server())) {
                places.add(new PcpPlace(endpoint, Optional.of(endpoint)));
            }
        }
        return List.copyOf(places);
    }

    /** Another server of the same network, as a query may name it, is not the router. */
    private Optional<Reached> firewall(
            Reached place, List<Reached> firewalls, List<InetSocketAddress> routers) {
        for (Reached each : firewalls) {
            if (place.isSameRouter(each)
                    && (routers.contains(place.endpoint().server())
                            || configured.contains(each.endpoint().server()))) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    GatewayQuery query() {
        return query;
    }

    /** Whether the query names no gateway, or this one. */
    public boolean isWanted(PcpPlace place) {
        return query.wanted().isEmpty() || named().equals(Optional.of(place.endpoint().server()));
    }

    /** Whether a router is to be watched: also one at the host of a URL that the query names. */
    public boolean isToBeWatched(PcpPlace place) {
        return isWanted(place) || query.wanted().contains("://");
    }

    /** Whether the query asks for this protocol alone. */
    public boolean isOnly(Dialect dialect) {
        return query.controlProtocol().equals(dialect.key());
    }

    /** Whether the query asks for this protocol, or for a gateway by its address. */
    public boolean isExplicit(Dialect dialect) {
        return isOnly(dialect) || named().isPresent();
    }

    private List<InetSocketAddress> defaults(boolean ipv6) {
        List<InetSocketAddress> servers = new ArrayList<>();
        for (Route each : routes.defaults(ipv6)) {
            Optional<InetAddress> address = address(each);
            if (address.isPresent()) {
                add(servers, new InetSocketAddress(address.get(), PcpEndpoint.SERVER_PORT));
            }
        }
        return servers.subList(0, Math.min(MOST_ROUTES, servers.size()));
    }

    /** Routers on different interfaces may have the same link-local address. */
    static void add(List<InetSocketAddress> servers, InetSocketAddress added) {
        for (InetSocketAddress each : servers) {
            if (PcpEndpoint.isSame(added, each)) {
                return;
            }
        }
        servers.add(added);
    }

    /** At most four default gateways, and the others; over IPv4 those that the query leaves. */
    private List<Reached> reached(boolean ipv6, List<InetSocketAddress> gateways) {
        List<InetSocketAddress> servers = new ArrayList<>(gateways);
        for (InetSocketAddress each : configured) {
            add(servers, each);
        }
        Optional<InetSocketAddress> named = named();
        if (named.isPresent() && !AddressClass.of(named.get().getAddress()).isPublic()) {
            add(servers, named.get());
        }
        List<Reached> reached = new ArrayList<>();
        for (InetSocketAddress each : servers) {
            if (each.getAddress() instanceof Inet6Address == ipv6 && (ipv6 || isAtQuery(each))) {
                Optional<Reached> facing = facing(each);
                if (facing.isPresent()) {
                    reached.add(facing.get());
                }
            }
        }
        return reached;
    }

    /** Whether the query names nothing that speaks against an address. */
    private boolean isAtQuery(InetSocketAddress server) {
        if (named().isPresent()) {
            return named().get().equals(server);
        }
        // A gateway that is named by a URL may be reached over this protocol, too.
        return !query.wanted().contains("://") || isHost(server.getAddress(), query.wanted());
    }

    /** A link-local address is one of its interface alone. */
    private static Optional<InetAddress> address(Route route) {
        InetAddress plain = route.gateway();
        if (!(plain instanceof Inet6Address) || !plain.isLinkLocalAddress()) {
            return Optional.of(plain);
        }
        try {
            Optional<NetworkInterface> via = route.via().find();
            return via.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Inet6Address.getByAddress("", plain.getAddress(), via.get()));
        } catch (IOException e) {
            // The interface has no IPv6 any more.
            return Optional.empty();
        }
    }

    /** By its address, or by the id of a gateway. */
    private Optional<InetSocketAddress> named() {
        String prefix = PcpGateway.ID_PREFIX;
        String wanted = query.wanted();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        return ServerAddress.parse(
                wanted.startsWith(prefix) ? wanted.substring(prefix.length()) : wanted);
    }

    private static boolean isHost(InetAddress address, String url) {
        try {
            String host = URI.create(url).getHost();
            return host != null
                    && ServerAddress.parse(host)
                            .filter(each -> each.getAddress().equals(address))
                            .isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Nothing is sent: connecting a datagram socket only asks the routing table. */
    private Optional<Reached> facing(InetSocketAddress server) {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(server);
            InetAddress client = ((InetSocketAddress) channel.getLocalAddress()).getAddress();
            Optional<NetworkInterface> via =
                    Optional.ofNullable(NetworkInterface.getByInetAddress(client));
            Optional<InetAddress> own =
                    via.isEmpty() || choice.covers(via.get()) ? chosen(client) : Optional.empty();
            return own.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Reached(new PcpEndpoint(server, own.get()), via));
        } catch (IOException | UnsupportedAddressTypeException e) {
            // There is no way to it now.
            return Optional.empty();
        }
    }

    /** The one that the user named, which need not be the first of its interface. */
    private Optional<InetAddress> chosen(InetAddress client) {
        return choice.covers(client) || client instanceof Inet6Address
                ? Optional.of(client)
                : choice.address().filter(Inet4Address.class::isInstance);
    }

    /** A server, and the interface that it is reached over. */
    private record Reached(PcpEndpoint endpoint, Optional<NetworkInterface> via) {
        boolean isSameRouter(Reached other) {
            return via.isPresent()
                    && via.equals(other.via)
                    && endpoint.server().getPort() == other.endpoint.server().getPort();
        }
    }
}
