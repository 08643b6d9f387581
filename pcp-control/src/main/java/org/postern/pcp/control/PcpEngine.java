// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control;

import org.jspecify.annotations.Nullable;
import org.postern.api.control.CandidateListener;
import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;
import org.postern.pcp.control.exchange.SelectorLoop;
import org.postern.pcp.control.gateway.GatewayParts;
import org.postern.pcp.control.internal.routes.RouteSource;
import org.postern.pcp.control.internal.state.StateHome;
import org.postern.pcp.control.nonce.InstallationKey;
import org.postern.pcp.control.nonce.NonceSource;
import org.postern.pcp.control.receipt.PortReceipts;
import org.postern.pcp.control.search.PcpSearch;
import org.postern.pcp.control.search.RecentPlaces;
import org.postern.pcp.control.search.ServerPlaces;
import org.postern.pcp.control.server.Dialect;
import org.postern.pcp.control.server.PcpServers;
import org.postern.pcp.control.server.ServerProbes;
import org.postern.pcp.control.watch.Announcements;
import org.postern.pcp.control.watch.RunningPcpWatch;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What both protocols share, wired by hand. Nothing starts before the first search. */
final class PcpEngine implements AutoCloseable {
    /** The framework or system property that, where set, names the state directory. */
    static final String STATE = "org.postern.state";

    private static final String STATE_FOLDER = "postern";

    private final SelectorLoop loop = new SelectorLoop();
    private final RouteSource routes;
    private final List<InetSocketAddress> configured;
    private final GatewayParts parts;
    private final RecentPlaces recent = new RecentPlaces();
    private final Announcements announcements;

    PcpEngine(
            RouteSource routes,
            List<InetSocketAddress> configured,
            UnaryOperator<@Nullable String> properties) {
        this.routes = routes;
        this.configured = configured;
        Optional<Path> state = StateHome.directory(properties, STATE, STATE_FOLDER);
        this.parts =
                new GatewayParts(
                        new ServerProbes(new PcpServers(loop)),
                        new NonceSource(() -> InstallationKey.in(state)),
                        new PortReceipts(Clock.systemUTC(), state),
                        Clock.systemUTC());
        this.announcements = new Announcements(loop);
    }

    Watch search(Dialect dialect, GatewayQuery query, CandidateListener listener)
            throws GatewayException {
        return PcpSearch.start(parts, dialect, places(query), recent, query.timeout(), listener);
    }

    Watch watch(Dialect dialect, GatewayQuery query, Duration poll, GatewayListener listener)
            throws GatewayException {
        return RunningPcpWatch.start(
                parts, dialect, announcements, places(query), query.timeout(), poll, listener);
    }

    @Override
    public void close() {
        loop.close();
        routes.stop();
    }

    private ServerPlaces places(GatewayQuery query) throws GatewayException {
        return new ServerPlaces(routes, configured, query);
    }
}
