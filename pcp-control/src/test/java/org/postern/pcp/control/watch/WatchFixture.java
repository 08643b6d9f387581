// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.watch;

import org.junit.jupiter.api.BeforeEach;
import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.pcp.control.fakes.ManualLoop;
import org.postern.pcp.control.fakes.ModelServer;
import org.postern.pcp.control.gateway.GatewayParts;
import org.postern.pcp.control.internal.routes.Route;
import org.postern.pcp.control.nonce.NonceSource;
import org.postern.pcp.control.receipt.PortReceipts;
import org.postern.pcp.control.search.ServerPlaces;
import org.postern.pcp.control.server.Dialect;
import org.postern.pcp.control.server.PcpServers;
import org.postern.pcp.control.server.ServerProbes;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A week passes in no time: the loop and the network are those of the test. */
abstract class WatchFixture {
    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    static final InetSocketAddress SERVER = new InetSocketAddress(LOOPBACK, 5351);
    static final String PCP = "028000000000000000000000000000000000000000000000";
    static final String NAT_PMP = "00800000" + "000003e8" + "cb007107";

    final ModelServer model = new ModelServer();
    final ManualLoop loop = new ManualLoop();
    final List<String> events = new ArrayList<>();
    final List<Route> routes = new ArrayList<>(List.of(new Route(LOOPBACK, "lo", 0)));
    final List<Route> ipv6Routes = new ArrayList<>();
    private final PcpServers servers = new PcpServers(loop);
    final List<Set<Capability>> capabilities = new ArrayList<>();
    boolean refuses;
    boolean refusesIpv4;
    boolean silent;
    int searches;
    PcpWatch watch;

    @BeforeEach
    void start() throws Exception {
        watch = watch(Dialect.PCP);
        loop.peer(
                (socket, datagram) -> {
                    if (refuses || refusesIpv4 && socket.to().equals(SERVER)) {
                        throw new PortUnreachableException();
                    }
                    if (!silent) {
                        model.epoch = 1000 + (int) loop.elapsed().toSeconds();
                        model.apply(datagram)
                                .forEach(each -> socket.receive(Duration.ofMillis(1), each));
                    }
                });
    }

    PcpWatch watch(Dialect dialect) throws Exception {
        GatewayParts parts =
                new GatewayParts(
                        new ServerProbes(servers),
                        new NonceSource(() -> new byte[32]),
                        new PortReceipts(Clock.systemUTC(), Optional.empty()),
                        Clock.systemUTC());
        return new PcpWatch(
                parts,
                dialect,
                new Announcements(loop),
                new ServerPlaces(
                        ipv6 -> ipv6 ? ipv6Routes : routes, List.of(), GatewayQuery.standard()),
                Duration.ofSeconds(2),
                Duration.ofSeconds(60),
                () -> 0.5,
                new Events());
    }

    void begins() {
        loop.execute(watch::start);
        passes(Duration.ofMillis(10));
    }

    void passes(Duration time) {
        loop.advance(time);
    }

    void announces(InetSocketAddress from, String hex) {
        loop.announce(from, HexFormat.of().parseHex(hex));
    }

    private final class Events implements GatewayListener {
        @Override
        public void added(Gateway gateway, GatewayState state) {
            events.add("added");
            capabilities.add(gateway.capabilities());
        }

        @Override
        public void changed(Gateway gateway, GatewayState state) {
            events.add("changed " + state.revision());
            capabilities.add(gateway.capabilities());
        }

        @Override
        public void removed(Gateway gateway, String reason) {
            events.add("removed");
        }

        @Override
        public void searching() {
            searches++;
        }

        @Override
        public void missing(GatewayException failure) {
            events.add("missing");
        }
    }
}
