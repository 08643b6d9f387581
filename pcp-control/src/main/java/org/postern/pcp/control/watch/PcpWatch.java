// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.watch;

import org.postern.api.finder.GatewayListener;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.pcp.control.exchange.NetworkLoop;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.gateway.GatewayParts;
import org.postern.pcp.control.gateway.PcpGateway;
import org.postern.pcp.control.internal.timing.Alarm;
import org.postern.pcp.control.internal.timing.Jitter;
import org.postern.pcp.control.search.PcpPlace;
import org.postern.pcp.control.search.ServerPlaces;
import org.postern.pcp.control.server.Dialect;
import org.postern.pcp.control.server.PcpServer;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The servers of a query that speak one protocol, as they come, change and go. Looks for other routes now and then, since
 * the system does not tell of them. For the loop's thread alone.
 */
final class PcpWatch implements WatchedServer.Listener, Announcements.Listener {
    private static final Duration LOOK = Duration.ofSeconds(15);

    /** A silent server has this long, so that a lost packet is no silence. */
    private static final Duration SHORTEST_PROBE = Duration.ofSeconds(1);

    /** A gateway that maps nothing is of no use alone, where another protocol is about to come. */
    private static final Duration OTHERS_FIRST = Duration.ofSeconds(5);

    private final GatewayParts parts;
    private final Dialect dialect;
    private final Announcements announcements;
    private final NetworkLoop loop;
    private final ServerPlaces places;
    private final Duration probe;
    private final Duration poll;
    private final Jitter jitter;
    private final GatewayListener listener;
    private final Alarm nextLook;
    private final Map<PcpEndpoint, WatchedServer> watched = new LinkedHashMap<>();
    private final Map<PcpEndpoint, CompletableFuture<Void>> probes = new LinkedHashMap<>();
    private final ReturningServers returning;

    /** Those that answered, and are held back for other protocols. */
    private final Set<PcpEndpoint> heldBack = new HashSet<>();

    private boolean toldMissing;
    private boolean stopped;

    PcpWatch(
            GatewayParts parts,
            Dialect dialect,
            Announcements announcements,
            ServerPlaces places,
            Duration probe,
            Duration poll,
            Jitter jitter,
            GatewayListener listener) {
        this.parts = parts;
        this.dialect = dialect;
        this.announcements = announcements;
        this.loop = parts.servers().loop();
        this.places = places;
        this.probe = probe.compareTo(SHORTEST_PROBE) > 0 ? probe : SHORTEST_PROBE;
        this.poll = poll;
        this.jitter = jitter;
        this.listener = listener;
        this.nextLook = new Alarm(loop);
        this.returning = new ReturningServers(loop, jitter, this::look);
    }

    void start() {
        announcements.add(this);
        look();
    }

    void stop() {
        stopped = true;
        announcements.remove(this);
        nextLook.off();
        returning.stop();
        watched.values().forEach(WatchedServer::stop);
        List.copyOf(probes.values()).forEach(each -> each.cancel(false));
    }

    /** The server at an address, where it is one of this watch. */
    @Override
    public Optional<PcpServer> known(InetSocketAddress address) {
        return present().stream()
                .flatMap(each -> each.asked(dialect).stream())
                .filter(each -> PcpEndpoint.isSame(each.server(), address))
                .findFirst()
                .map(parts.servers()::at);
    }

    @Override
    public void announced() {
        look();
    }

    private void look() {
        if (stopped) {
            return;
        }
        nextLook.in(LOOK, this::look);
        List<PcpPlace> now = present();
        List<PcpEndpoint> routers = now.stream().map(PcpPlace::endpoint).toList();
        for (WatchedServer each : new ArrayList<>(watched.values())) {
            if (!routers.contains(each.endpoint())) {
                remove(each, "It is no gateway of this machine any more.");
            }
        }
        returning.keepOnly(now.stream().flatMap(each -> each.asked(dialect).stream()).toList());
        now.forEach(this::look);
        tellIfMissing();
    }

    private List<PcpPlace> present() {
        return places.all().stream()
                .filter(places::isToBeWatched)
                .filter(each -> !each.asked(dialect).isEmpty())
                .toList();
    }

    private void look(PcpPlace place) {
        WatchedServer known = watched.get(place.endpoint());
        if (known != null) {
            known.gateway().firewall(place.firewall(dialect, parts.servers()));
            known.tell();
        }
        for (PcpEndpoint each : place.asked(dialect)) {
            announcements.listenOn(each.client());
            PcpServer server = parts.servers().at(each);
            boolean rests =
                    server.isLeftAlone(dialect, loop.nanoTime()) && !returning.isDue(each)
                            || known != null && server.answers(dialect);
            if (!probes.containsKey(each) && !rests) {
                probe(place, server);
            }
        }
    }

    private void probe(PcpPlace place, PcpServer server) {
        listener.searching();
        CompletableFuture<Void> running = parts.probes().start(server, dialect, probe, () -> {});
        probes.put(server.endpoint(), running);
        running.whenComplete((nothing, failure) -> loop.execute(() -> probed(place, server)));
    }

    private void probed(PcpPlace place, PcpServer server) {
        probes.remove(server.endpoint());
        if (stopped) {
            return;
        }
        if (server.answers(dialect)) {
            returning.remove(server.endpoint());
        } else {
            returning.failed(server.endpoint());
        }
        WatchedServer known = watched.get(place.endpoint());
        if (known != null) {
            known.tell();
        } else if (place.gateway(dialect, parts).maps()) {
            addIfReached(place);
        } else {
            addLater(place);
        }
        tellIfMissing();
    }

    private void addLater(PcpPlace place) {
        heldBack.add(place.endpoint());
        loop.after(
                OTHERS_FIRST,
                () -> {
                    heldBack.remove(place.endpoint());
                    addIfReached(place);
                    tellIfMissing();
                });
    }

    private void addIfReached(PcpPlace place) {
        PcpGateway gateway = place.gateway(dialect, parts);
        boolean present = !stopped && present().contains(place);
        if (present && !watched.containsKey(place.endpoint()) && !gateway.answering().isEmpty()) {
            add(parts.servers().at(place.endpoint()), gateway);
        }
    }

    private void add(PcpServer server, PcpGateway gateway) {
        WatchedServer one = new WatchedServer(parts.probes(), server, gateway, poll, jitter, this);
        watched.put(server.endpoint(), one);
        toldMissing = false;
        listener.added(one.gateway(), one.state());
        one.start();
    }

    @Override
    public void changed(WatchedServer server) {
        listener.changed(server.gateway(), server.state());
    }

    @Override
    public void gone(WatchedServer server) {
        remove(server, "It does not answer " + dialect.title() + " any more.");
        returning.add(server.endpoint());
        tellIfMissing();
    }

    private void remove(WatchedServer server, String why) {
        server.stop();
        watched.remove(server.endpoint());
        listener.removed(server.gateway(), why);
    }

    private void tellIfMissing() {
        boolean none = watched.isEmpty() && probes.isEmpty() && heldBack.isEmpty();
        if (none && !toldMissing && !stopped) {
            toldMissing = true;
            listener.missing(
                    new GatewayException(
                            Reason.NO_DEVICES, "No gateway answers " + dialect.title() + "."));
        }
    }
}
