// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * One search over UDP: sends its rounds, and hears through its {@link Hearing}. All but {@link
 * #close()} happens on the selector thread.
 */
final class UdpSearch implements SsdpTask {
    private static final Logger LOG = System.getLogger("org.postern.discovery");

    /** Between two datagrams of a round on one way, for the small buffers of small routers. */
    private static final long GAP = Duration.ofMillis(3).toNanos();

    private final SearchRequest request;
    private final PathFinder finder;
    private final ListenerGate<SearchListener> gate;
    private final LongSupplier nanoTime;
    private final Runnable wakeup;
    private final SearchPlan plan;
    private final Hearing hearing;

    private final Map<String, Endpoint> endpoints = new HashMap<>();
    private final Queue<Datagram> due = new ArrayDeque<>();
    private final Set<String> working = new HashSet<>();
    private long start;
    private int round;

    private record Datagram(long at, Path path, Destination to, String target) {}

    UdpSearch(
            SearchRequest request,
            PathFinder finder,
            ListenerGate<SearchListener> gate,
            LongSupplier nanoTime,
            Runnable wakeup) {
        this.request = request;
        this.finder = finder;
        this.gate = gate;
        this.nanoTime = nanoTime;
        this.wakeup = wakeup;
        plan = SearchPlan.of(request.timeout());
        hearing = new Hearing(gate);
    }

    @Override
    public void close() {
        gate.close();
        wakeup.run();
    }

    @Override
    public boolean closed() {
        return gate.closed();
    }

    @Override
    public void hear(SsdpMessage message, InetAddress from, Path path) {
        hearing.hear(message, from, path);
    }

    @Override
    public void useless(InetAddress from, String why) {
        hearing.useless(from, why);
    }

    @Override
    public void failed(String reason) {
        gate.failedOnce(reason);
    }

    @Override
    public void brokeOff(Exception fault) {
        failed("The search broke off: " + fault);
    }

    @Override
    public long turn(Endpoints sockets) {
        if (round == 0 || untilRound(nanoTime.getAsLong()) <= 0) {
            prepareRound();
        }
        long now = nanoTime.getAsLong();
        while (!due.isEmpty() && due.element().at() - now <= 0 && !closed()) {
            send(due.remove(), sockets);
        }
        return due.isEmpty()
                ? untilRound(now)
                : Math.min(untilRound(now), due.element().at() - now);
    }

    @Override
    public void release(Endpoints sockets) {
        endpoints.values().forEach(each -> sockets.leave(each, this));
        endpoints.clear();
        hearing.end();
    }

    private long untilRound(long now) {
        return round < plan.rounds().size()
                ? start + plan.rounds().get(round).toNanos() - now
                : Long.MAX_VALUE;
    }

    /** Most wanted targets first on every way, all ways side by side. */
    private void prepareRound() {
        List<Path> paths = paths();
        paths.forEach(this::logRound);
        // Looking for ways may have taken a while; the rounds keep their distance all the same.
        long now = nanoTime.getAsLong();
        if (round == 0) {
            start = now;
        }
        // Rounds that were slept through are not made up for.
        while (untilRound(now) <= 0) {
            round++;
        }
        long at = now;
        for (String target : request.searchTargets()) {
            int most = paths.stream().mapToInt(path -> path.destinations().size()).max().orElse(0);
            for (int i = 0; i < most; i++) {
                for (Path path : paths) {
                    if (i < path.destinations().size()) {
                        due.add(new Datagram(at, path, path.destinations().get(i), target));
                    }
                }
                at += GAP;
            }
        }
    }

    private List<Path> paths() {
        try {
            return finder.paths();
        } catch (IOException e) {
            failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            failed("Could not look for ways to search: " + e);
        }
        return List.of();
    }

    private void send(Datagram datagram, Endpoints sockets) {
        Path path = datagram.path();
        try {
            Endpoint endpoint = endpoints.get(path.key());
            if (endpoint == null) {
                endpoint = sockets.take(path, request.localPort(), this);
                endpoints.put(path.key(), endpoint);
            }
            byte[] text = datagram.to().search(datagram.target(), plan.mx());
            endpoint.send(text, datagram.to(), request.ttl());
            working.add(path.key());
        } catch (IOException | RuntimeException e) {
            // Where something was sent before, the fault is one destination's or passes by.
            if (working.contains(path.key())) {
                LOG.log(
                        Level.DEBUG,
                        () ->
                                "Could not send from "
                                        + path.origin()
                                        + " to "
                                        + datagram.to().host()
                                        + ": "
                                        + e.getMessage());
            } else {
                failed("Could not search from " + path.origin() + port() + ": " + e.getMessage());
            }
        }
    }

    private String port() {
        return request.localPort() == 0 ? "" : " with source port " + request.localPort();
    }

    private void logRound(Path path) {
        LOG.log(
                Level.DEBUG,
                () ->
                        gate.strategy()
                                + " sends round "
                                + (round + 1)
                                + " of "
                                + plan.rounds().size()
                                + " from "
                                + path.origin()
                                + port()
                                + " to "
                                + path.destinations().stream().map(Destination::host).toList()
                                + ": "
                                + request.searchTargets());
    }
}
