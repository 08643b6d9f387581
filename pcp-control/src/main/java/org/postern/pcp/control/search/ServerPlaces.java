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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        List<Reached> firewalls = reached(true);
        List<PcpPlace> places = new ArrayList<>();
        List<InetSocketAddress> routers = new ArrayList<>(defaults(false));
        routers.addAll(configured);
        for (Reached each : reached(false)) {
            // Another server of the same network, as a query may name it, is not the router.
            Optional<Reached> firewall =
                    firewalls.stream()
                            .filter(each::isSameRouter)
                            .filter(
                                    other ->
                                            routers.contains(each.endpoint().server())
                                                    || configured.contains(
                                                            other.endpoint().server()))
                            .findFirst();
            firewall.ifPresent(firewalls::remove);
            places.add(new PcpPlace(each.endpoint(), firewall.map(Reached::endpoint)));
        }
        firewalls.stream()
                .map(Reached::endpoint)
                .filter(each -> isAtQuery(each.server()))
                .forEach(each -> places.add(new PcpPlace(each, Optional.of(each))));
        return List.copyOf(places);
    }

    /** Whether the query names no gateway, or this one. */
    public boolean isWanted(PcpPlace place) {
        return query.wanted().isEmpty()
                || named().filter(each -> each.equals(place.endpoint().server())).isPresent();
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
        return distinct(
                        routes.defaults(ipv6).stream()
                                .map(ServerPlaces::address)
                                .flatMap(Optional::stream)
                                .map(each -> new InetSocketAddress(each, PcpEndpoint.SERVER_PORT)))
                .limit(MOST_ROUTES)
                .toList();
    }

    /** Routers on different interfaces may have the same link-local address. */
    static Stream<InetSocketAddress> distinct(Stream<InetSocketAddress> servers) {
        List<InetSocketAddress> known = new ArrayList<>();
        servers.filter(each -> known.stream().noneMatch(other -> PcpEndpoint.isSame(each, other)))
                .forEach(known::add);
        return known.stream();
    }

    /** At most four default gateways, and the others; over IPv4 those that the query leaves. */
    private List<Reached> reached(boolean ipv6) {
        Stream<InetSocketAddress> named =
                named().filter(each -> !AddressClass.of(each.getAddress()).isPublic()).stream();
        return distinct(
                        Stream.of(defaults(ipv6).stream(), configured.stream(), named)
                                .flatMap(Function.identity()))
                .filter(each -> each.getAddress() instanceof Inet6Address == ipv6)
                .filter(each -> ipv6 || isAtQuery(each))
                .map(this::facing)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(ArrayList::new));
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
            return via.map(choice::covers).orElse(true)
                    ? chosen(client).map(own -> new Reached(new PcpEndpoint(server, own), via))
                    : Optional.empty();
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
