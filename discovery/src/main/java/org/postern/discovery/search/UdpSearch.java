// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.search;

import static org.postern.discovery.logging.DiscoveryLog.LOG;

import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;
import org.postern.discovery.loop.ListenerGate;
import org.postern.discovery.loop.SocketPool;
import org.postern.discovery.loop.SsdpLoop;
import org.postern.discovery.loop.SsdpSocket;
import org.postern.discovery.loop.SsdpTask;
import org.postern.discovery.paths.Destination;
import org.postern.discovery.paths.NetworkPath;
import org.postern.discovery.paths.PathFinder;
import org.postern.discovery.ssdp.SsdpCodec;
import org.postern.discovery.ssdp.SsdpMessage;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
 * One search over UDP: sends its rounds, and passes what arrives to its {@link AnswerReader}. All
 * but {@link #close()} happens on the selector thread.
 */
public final class UdpSearch implements SsdpTask, Search {
    /** Between two datagrams of a round on one path, as small routers have small buffers. */
    private static final long GAP = Duration.ofMillis(3).toNanos();

    private final SearchRequest request;
    private final PathFinder finder;
    private final ListenerGate<SearchListener> gate;
    private final LongSupplier nanoTime;
    private final Runnable wakeup;
    private final SearchPlan plan;
    private final AnswerReader answers;

    private final Map<String, SsdpSocket> open = new HashMap<>();
    private final Queue<PendingSend> due = new ArrayDeque<>();
    private final SendResults sends = new SendResults();

    /** In how many rounds each destination was asked. */
    private final Map<InetSocketAddress, Integer> rounds = new HashMap<>();

    private long start;
    private int round;

    /** What the round that is being sent was made of, for the log. */
    private List<NetworkPath> asked = List.of();

    private int askedRound;

    private record PendingSend(
            long at, NetworkPath path, Destination to, String host, String target) {}

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
        answers = new AnswerReader(gate);
    }

    /** Starts a search along the paths that the finder finds. */
    public static Search start(
            SsdpLoop loop,
            String strategy,
            SearchRequest request,
            SearchListener listener,
            PathFinder finder) {
        ListenerGate<SearchListener> gate = ListenerGate.forSearch(strategy, listener);
        UdpSearch search = new UdpSearch(request, finder, gate, loop.clock(), loop::wakeup);
        loop.start(search, "The search could not start: ");
        return search;
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
    public void receive(SsdpMessage message, InetAddress sender, NetworkPath path) {
        answers.receive(message, sender, path);
    }

    @Override
    public void discard(InetAddress sender, String reason) {
        answers.discard(sender, reason);
    }

    @Override
    public void failed(String reason) {
        gate.failedOnce(reason);
    }

    @Override
    public void abort(Exception cause) {
        failed("The search broke off: " + cause);
    }

    @Override
    public long runDue(SocketPool sockets) {
        if (round == 0 || untilRound(nanoTime.getAsLong()) <= 0) {
            prepareRound();
        }
        long now = nanoTime.getAsLong();
        boolean sending = !due.isEmpty();
        while (!due.isEmpty() && due.element().at() - now <= 0 && !closed()) {
            send(due.remove(), sockets);
        }
        if (sending && due.isEmpty()) {
            if (sends.turnsForbidden()) {
                gate.tell(SearchListener::forbidden);
            }
            logRound();
        }
        return due.isEmpty()
                ? untilRound(now)
                : Math.min(untilRound(now), due.element().at() - now);
    }

    @Override
    public void release(SocketPool sockets) {
        for (SsdpSocket each : open.values()) {
            sockets.leave(each, this);
        }
        open.clear();
        answers.end();
    }

    private long untilRound(long now) {
        return round < plan.rounds().size()
                ? start + plan.rounds().get(round).toNanos() - now
                : Long.MAX_VALUE;
    }

    /** Queues a round: on every path the most wanted targets first, all paths in parallel. */
    private void prepareRound() {
        List<NetworkPath> paths = paths();
        asked = paths;
        askedRound = round + 1;
        // Only now, as finding the paths may have taken a while.
        long now = nanoTime.getAsLong();
        if (round == 0) {
            start = now;
        }
        // Missed rounds, such as after a suspend, are skipped.
        while (untilRound(now) <= 0) {
            round++;
        }
        int most = 0;
        Set<InetSocketAddress> distinct = new HashSet<>();
        for (NetworkPath path : paths) {
            for (Destination to : path.destinations()) {
                distinct.add(to.address());
            }
            most = Math.max(most, path.destinations().size());
        }
        for (InetSocketAddress to : distinct) {
            rounds.put(to, rounds.getOrDefault(to, 0) + 1);
        }
        long at = now;
        for (String target : request.searchTargets()) {
            for (int i = 0; i < most; i++) {
                for (NetworkPath path : paths) {
                    if (i < path.destinations().size()) {
                        Destination to = path.destinations().get(i);
                        due.add(
                                new PendingSend(
                                        at,
                                        path,
                                        to,
                                        to.host(rounds.getOrDefault(to.address(), 1) - 1),
                                        target));
                    }
                }
                at += GAP;
            }
        }
    }

    private List<NetworkPath> paths() {
        try {
            return finder.paths();
        } catch (IOException e) {
            failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            failed("Could not look for ways to search: " + e);
        }
        return List.of();
    }

    private void send(PendingSend next, SocketPool sockets) {
        NetworkPath path = next.path();
        boolean opened = false;
        try {
            SsdpSocket socket = open.get(path.key());
            if (socket == null) {
                socket = sockets.open(path, request.localPort(), this);
                open.put(path.key(), socket);
            }
            opened = true;
            byte[] text =
                    SsdpCodec.search(next.host(), next.to().multicast(), next.target(), plan.mx());
            socket.send(text, next.to(), request.ttl());
            sends.sent(path);
        } catch (IOException | RuntimeException e) {
            if (opened && e instanceof IOException failure) {
                sends.failed(failure);
            }
            // Where sending worked before, only one destination fails, or the failure is temporary.
            if (sends.worked(path)) {
                LOG.log(
                        Level.DEBUG,
                        "Could not send from "
                                + path.origin()
                                + " to "
                                + next.to().host()
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

    /** After its last datagram, since the logger may have to be made. */
    private void logRound() {
        if (!LOG.isLoggable(Level.DEBUG)) {
            return;
        }
        for (NetworkPath path : asked) {
            LOG.log(
                    Level.DEBUG,
                    gate.strategy()
                            + " sends round "
                            + askedRound
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
}
