// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.search;

import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayQuery;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.gateway.PcpGateway;
import org.postern.pcp.control.internal.address.AddressClass;
import org.postern.pcp.control.internal.routes.Route;
import org.postern.pcp.control.internal.routes.RouteSource;
import org.postern.pcp.control.server.Dialect;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a query looks for servers of IPv4: at the default gateways, at the servers of the configuration, and
 * at an address that the query names. Nothing is ever sent to an address that a packet named, nor to
 * a public one that is no default gateway. Over IPv6 servers open the firewall and translate nothing:
 * they are no place for port mappings.
 */
public final class ServerPlaces {
    /** A machine with more is a router itself. */
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
        this.routes = routes;
        this.configured = List.copyOf(configured);
        this.query = query;
        this.choice = InterfaceChoice.named(query.networkInterface());
    }

    /** The servers of now, each with the address of this machine that it sees. */
    public List<PcpEndpoint> all() {
        if (query.ipv6()) {
            return List.of();
        }
        Set<PcpEndpoint> places = new LinkedHashSet<>();
        for (InetSocketAddress each : addresses()) {
            if (each.getAddress() instanceof Inet4Address) {
                facing(each).ifPresent(places::add);
            }
        }
        return List.copyOf(places);
    }

    /** Whether the query names no gateway, or this one. */
    public boolean isWanted(PcpEndpoint endpoint) {
        return query.wanted().isEmpty()
                || named().filter(each -> each.equals(endpoint.server())).isPresent();
    }

    /** Whether a server is to be watched: also one at the host of a URL that the query names. */
    public boolean isToBeWatched(PcpEndpoint endpoint) {
        return isWanted(endpoint) || query.wanted().contains("://");
    }

    /** Whether the query asks for this protocol, or for a gateway by its address. */
    public boolean isExplicit(Dialect dialect) {
        return query.controlProtocol().equals(dialect.key()) || named().isPresent();
    }

    private List<InetSocketAddress> addresses() {
        List<InetSocketAddress> known = new ArrayList<>();
        routes.defaults(false).stream()
                .map(Route::gateway)
                .distinct()
                .limit(MOST_ROUTES)
                .map(each -> new InetSocketAddress(each, PcpEndpoint.SERVER_PORT))
                .forEach(known::add);
        known.addAll(configured);
        Optional<InetSocketAddress> named = named();
        if (named.isPresent()) {
            boolean mayBeAsked =
                    known.contains(named.get())
                            || !AddressClass.of(named.get().getAddress()).isPublic();
            return mayBeAsked ? List.of(named.get()) : List.of();
        }
        if (query.wanted().contains("://")) {
            // It may be reached over this protocol, too.
            known.removeIf(each -> !isHost(each.getAddress(), query.wanted()));
        }
        return known;
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
    private Optional<PcpEndpoint> facing(InetSocketAddress server) {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(server);
            InetAddress client = ((InetSocketAddress) channel.getLocalAddress()).getAddress();
            NetworkInterface via = NetworkInterface.getByInetAddress(client);
            boolean chosen = via == null || choice.covers(via);
            return chosen && choice.covers(client)
                    ? Optional.of(new PcpEndpoint(server, client))
                    : Optional.empty();
        } catch (IOException e) {
            // There is no way to it now.
            return Optional.empty();
        }
    }
}
