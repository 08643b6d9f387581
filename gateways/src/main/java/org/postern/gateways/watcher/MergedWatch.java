// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.watcher;

import static org.postern.gateways.logging.GatewaysLog.LOG;

import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Watch;
import org.postern.api.upnp.UpnpLimits;
import org.postern.gateways.internal.routes.RouteSource;
import org.postern.gateways.internal.routes.SystemRoutes;
import org.postern.gateways.places.HostPlaces;
import org.postern.gateways.protocols.FailureMerger;
import org.postern.gateways.protocols.NamedProtocol;
import org.postern.gateways.protocols.Protocols;
import org.postern.gateways.reachability.LocalHost;
import org.postern.gateways.reachability.SystemHost;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A running watch over all protocols. Its thread, {@code postern-gateways-watch}, owns the routers,
 * calls the listener, under no lock, and attaches and gives up protocols that come and go.
 */
public final class MergedWatch implements Watch {
    private static final Duration SHORTEST_POLL = Duration.ofSeconds(1);

    /** An interface may come later: a dongle, a wireless network. */
    private static final Duration RETRY = Duration.ofSeconds(10);

    /** Bundles start in any order: a protocol may come at once. */
    private static final Duration START = Duration.ofSeconds(1);

    /** What a protocol may need beyond the timeout of a search to say that it found nothing. */
    private static final Duration EXTENSION = Duration.ofSeconds(3);

    /** For how long the default gateway is waited for. */
    private static final Duration LONGEST_FIRST_SEARCH = Duration.ofSeconds(5);

    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
    private static final long CLOSE_MILLIS = 1000;

    private final Protocols protocols;
    private final GatewayQuery query;
    private final Duration poll;
    private final IsolatedListener listener;
    private final Runnable afterwards;
    private final WatchLoop loop;
    private final DefaultGatewayFirst reports;
    private final MergedRouters routers;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Used by the loop's thread, once it runs, as are the next ones. */
    private final List<AttachedProtocol> attached = new ArrayList<>();

    private final List<NamedProtocol> broken = new ArrayList<>();
    private boolean warned;
    private boolean retrying;
    private volatile Watch subscription = () -> {};

    private MergedWatch(
            Protocols protocols,
            GatewayQuery query,
            Duration poll,
            HostPlaces places,
            LocalHost host,
            GatewayListener listener,
            Runnable afterwards,
            WatchLoop loop) {
        this.protocols = protocols;
        this.query = query;
        this.poll = poll;
        this.listener = new IsolatedListener(listener);
        this.reports = new DefaultGatewayFirst(this.listener, places);
        this.routers = new MergedRouters(reports, host);
        this.afterwards = afterwards;
        this.loop = loop;
    }

    /**
     * Starts a watch and returns at once. Protocols that come later are attached. Each gateway is
     * asked once in each {@code poll}, at least one second; {@code afterwards} runs when the watch
     * has ended. Fails with {@link Reason#INVALID_ARGUMENT} for a bad query, or where no protocol
     * accepts it.
     */
    public static MergedWatch start(
            Protocols protocols,
            GatewayQuery query,
            Duration poll,
            GatewayListener listener,
            Runnable afterwards)
            throws GatewayException {
        return start(
                protocols, new SystemRoutes(), query, poll, listener, afterwards, new WatchLoop());
    }

    static MergedWatch start(
            Protocols protocols,
            RouteSource routes,
            GatewayQuery query,
            Duration poll,
            GatewayListener listener,
            Runnable afterwards,
            WatchLoop loop)
            throws GatewayException {
        UpnpLimits.checkTimeout(query.timeout());
        HostPlaces places = HostPlaces.of(query, routes);
        if (poll.compareTo(SHORTEST_POLL) < 0) {
            throw new GatewayException(
                    Reason.INVALID_ARGUMENT,
                    "Gateways cannot be asked more often than once a second.");
        }
        Runnable end =
                () -> {
                    routes.stop();
                    afterwards.run();
                };
        MergedWatch watch =
                new MergedWatch(
                        protocols,
                        query,
                        poll,
                        places,
                        new SystemHost(routes),
                        listener,
                        end,
                        loop);
        watch.begin();
        return watch;
    }

    private void begin() throws GatewayException {
        List<AttachedProtocol> first = new ArrayList<>();
        List<GatewayException> failures = new ArrayList<>();
        for (NamedProtocol each : wanted()) {
            try {
                attach(each, first);
            } catch (GatewayException e) {
                // The query may be one for another protocol, such as a URL of its own scheme.
                failures.add(e);
            }
        }
        if (first.isEmpty() && !failures.isEmpty()) {
            loop.shutdown();
            throw FailureMerger.joined(failures);
        }
        loop.execute(() -> attached.addAll(first));
        boolean single = !query.wanted().isEmpty();
        loop.after(single ? Duration.ZERO : firstSearch(), reports::release);
        subscription = protocols.onChange(() -> loop.execute(this::update));
        // For what came and went meanwhile, and for those that cannot watch yet.
        loop.execute(this::update);
    }

    private Duration firstSearch() {
        return query.timeout().compareTo(LONGEST_FIRST_SEARCH) < 0
                ? query.timeout()
                : LONGEST_FIRST_SEARCH;
    }

    private List<NamedProtocol> wanted() {
        return NamedProtocol.wanted(protocols.all(), query.controlProtocol());
    }

    /** Attaches a protocol; anybody can bring one, and a broken one must not stop the others. */
    private void attach(NamedProtocol protocol, List<AttachedProtocol> to) throws GatewayException {
        AttachedProtocol one =
                new AttachedProtocol(protocol, routers, loop, () -> protocols.countSearches(1));
        loop.execute(() -> routers.attached(protocol.name(), protocol.rank()));
        try {
            one.start(query, poll);
            to.add(one);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "Control protocol " + protocol.name() + " failed to watch: " + e);
            one.close();
            loop.execute(() -> giveUp(protocol));
        } catch (GatewayException e) {
            one.close();
            throw e;
        }
    }

    private void giveUp(NamedProtocol protocol) {
        broken.add(protocol);
        routers.detached(protocol.name());
        routers.tellMissing(false);
    }

    /** There are other protocols than before, or there may be. */
    private void update() {
        if (listener.isClosed()) {
            return;
        }
        List<NamedProtocol> now = wanted();
        broken.removeIf(each -> !now.contains(each));
        for (AttachedProtocol each : List.copyOf(attached)) {
            if (!now.contains(each.protocol())) {
                attached.remove(each);
                each.close();
                routers.detached(each.protocol().name());
            }
        }
        for (NamedProtocol each : now) {
            if (attached.stream().noneMatch(one -> one.protocol().equals(each))
                    && !broken.contains(each)) {
                attachLate(each);
            }
        }
        if (now.isEmpty()) {
            loop.after(START, () -> routers.tellMissing(false));
        } else {
            routers.tellMissing(false);
        }
        if (now.size() > 1) {
            loop.after(
                    query.timeout().compareTo(LONGEST_TIMEOUT) < 0
                            ? query.timeout().plus(EXTENSION)
                            : LONGEST_TIMEOUT,
                    () -> routers.tellMissing(true));
        }
    }

    private void attachLate(NamedProtocol protocol) {
        routers.attached(protocol.name(), protocol.rank());
        try {
            attach(protocol, attached);
        } catch (GatewayException e) {
            LOG.log(
                    warned ? Level.DEBUG : Level.WARNING,
                    "Control protocol "
                            + protocol.name()
                            + " cannot watch yet, and is asked again: "
                            + e.getMessage());
            warned = true;
            routers.missing(protocol.name(), e);
            retryLater();
        }
    }

    /** One retry waits at most, however many protocols need it. */
    private void retryLater() {
        if (!retrying) {
            retrying = true;
            loop.after(
                    RETRY,
                    () -> {
                        retrying = false;
                        update();
                    });
        }
    }

    @Override
    public void close() {
        if (!listener.close()) {
            return;
        }
        loop.execute(this::end);
        if (loop.isCurrent()) {
            // From within the listener.
            return;
        }
        try {
            if (!ended.await(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.log(Level.DEBUG, "A control protocol did not end its watch in time.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        subscription.close();
        // At once: each may wait for its routers.
        attached.parallelStream().forEach(AttachedProtocol::close);
        attached.clear();
        loop.shutdown();
        afterwards.run();
        ended.countDown();
    }
}
