// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.discovery.SearchRequest;
import org.postern.api.gateway.GatewayChoice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayQuery;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.upnp.Inspection;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpDevice;
import org.postern.api.upnp.UpnpLimits;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.internal.threads.LoopThread;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What all control points of a process share: the HTTP client and one thread, {@code postern-igd},
 * on which searches live. Threads start with the first search. Safe for several threads.
 */
public final class UpnpEngine implements AutoCloseable {
    /** A description and two questions; a device named by its URL has no search to wait for. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration LONGEST = Duration.ofDays(365);

    /** Only bounds what should not happen: nothing on the loop takes long. */
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

    private final Supplier<List<DiscoveryStrategy>> strategies;
    private final HttpClient http = new HttpClient();
    private final LoopThread loop = new LoopThread("postern-igd");
    private final DescriptionFetcher fetcher;
    private final NamedDevices named;
    private final Set<DeviceSearch> running = ConcurrentHashMap.newKeySet();
    private final OpenCalls calls = new OpenCalls();

    /**
     * An engine that has not started anything.
     *
     * @param strategies those of the moment
     */
    public UpnpEngine(Supplier<List<DiscoveryStrategy>> strategies) {
        this.strategies = strategies;
        this.fetcher = new DescriptionFetcher(http, loop);
        this.named = new NamedDevices(fetcher, loop);
    }

    /**
     * Lists devices at the time-out.
     *
     * @param settings where and how to search, checked here
     * @param filter which devices
     * @param early hears of each device when it was read, whether it passes the filter or not, on
     *     the engine's thread
     * @return ends with at least one device, or exceptionally; cancelling it ends the search
     * @throws GatewayException {@link UpnpResult#INVALID_PARAM}
     */
    public CompletableFuture<List<UpnpDevice>> list(
            SearchSettings settings, Filter filter, Consumer<UpnpDevice> early)
            throws GatewayException {
        SearchRequest request = request(settings, filter);
        CompletableFuture<List<UpnpDevice>> future = new CompletableFuture<>();
        return run(request, filter, WantedGateway.ANY, future, new DeviceLister(future, early));
    }

    /**
     * Finds one gateway as early as possible.
     *
     * @param query checked here
     * @return ends with the gateway, or exceptionally; cancelling it ends the search
     * @throws GatewayException {@link UpnpResult#INVALID_PARAM}
     */
    public CompletableFuture<GatewayChoice> find(GatewayQuery query) throws GatewayException {
        UpnpLimits.checkTimeout(query.timeout());
        if (query.wanted().contains("://")) {
            InterfaceChoice.named(query.networkInterface());
            return calls.follow(named.gateway(NamedDevices.url(query.wanted()), READ_TIMEOUT));
        }
        SearchRequest request = request(settings(query), Filter.INTERNET_GATEWAYS);
        WantedGateway wanted = new WantedGateway(query.wanted());
        CompletableFuture<GatewayChoice> future = new CompletableFuture<>();
        return run(
                request,
                Filter.INTERNET_GATEWAYS,
                wanted,
                future,
                new GatewayElection(future, wanted, loop));
    }

    /**
     * Checks a query.
     *
     * @param query of a user
     * @throws GatewayException {@link UpnpResult#INVALID_PARAM} for a bad one
     */
    public static void check(GatewayQuery query) throws GatewayException {
        UpnpLimits.checkTimeout(query.timeout());
        InterfaceChoice.named(query.networkInterface());
        if (query.wanted().contains("://")) {
            NamedDevices.check(NamedDevices.url(query.wanted()));
        }
    }

    /**
     * Looks out for gateways until the time-out.
     *
     * @param query where to search, for how long, and for which gateway, but for a URL; checked here
     * @param early hears of each device when it was read, gateway or not, on the engine's thread
     * @return ends with all that was read when a gateway that will do is among it, otherwise
     *     exceptionally; cancelling it ends the search
     * @throws GatewayException {@link UpnpResult#INVALID_PARAM}
     */
    public CompletableFuture<List<Sighting>> lookOut(GatewayQuery query, Consumer<Sighting> early)
            throws GatewayException {
        WantedGateway wanted = WantedGateway.of(query);
        CompletableFuture<List<Sighting>> future = new CompletableFuture<>();
        return run(
                request(settings(query), Filter.INTERNET_GATEWAYS),
                Filter.INTERNET_GATEWAYS,
                wanted,
                future,
                new GatewayLookout(future, wanted, early));
    }

    /**
     * Reads what is at a place, to be called on the engine's thread.
     *
     * @param origin where
     * @param wanted which part of it
     * @param timeout in all
     * @return ends on the engine's thread with what could be read, never exceptionally; cancelling
     *     it ends the connections
     */
    public CompletableFuture<GatewayReading> read(
            Origin origin, WantedGateway wanted, Duration timeout) {
        DeviceReading reading = new DeviceReading(fetcher, loop, wanted, origin, timeout);
        CompletableFuture<GatewayReading> read =
                reading.start().thenApply(device -> reading.forWatch());
        read.whenComplete((done, trouble) -> reading.cancel());
        return read;
    }

    /**
     * Where the device is whose URL the user knows.
     *
     * @param url its description's
     * @return ends on the engine's thread, exceptionally when its host is not known
     * @throws GatewayException {@link UpnpResult#INVALID_PARAM} for a URL that is none
     */
    public CompletableFuture<Origin> locate(String url) throws GatewayException {
        return calls.follow(
                named.origin(NamedDevices.url(url), READ_TIMEOUT)
                        .whenCompleteAsync((origin, trouble) -> {}, loop));
    }

    /**
     * Reads a device at a known URL.
     *
     * @param url of its description
     * @return ends with the device, whatever its status
     * @throws GatewayException {@link UpnpResult#INVALID_PARAM} for a URL that is none
     */
    public CompletableFuture<UpnpDevice> describe(URI url) throws GatewayException {
        return calls.follow(named.device(url, READ_TIMEOUT));
    }

    /**
     * Reads one description alone.
     *
     * @param url of it
     * @return ends with what it says, or exceptionally
     * @throws GatewayException {@link UpnpResult#INVALID_PARAM} for a URL that is none
     */
    public CompletableFuture<Inspection> inspect(URI url) throws GatewayException {
        return calls.follow(named.inspection(url, READ_TIMEOUT));
    }

    /**
     * Does a task later, on the engine's thread; never once the engine is closed.
     *
     * @param delay from now
     * @param task must not block
     * @return takes the plan back
     */
    public Runnable after(Duration delay, Runnable task) {
        try {
            Future<?> planned = loop.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> planned.cancel(false);
        } catch (RejectedExecutionException e) {
            // The engine is closed.
            return () -> {};
        }
    }

    /**
     * Ends all searches and calls, and returns when the threads are gone; from the engine's own
     * thread, at once.
     */
    @Override
    public void close() {
        loop.shutdown();
        loop.join(LONGEST_CLOSE);
        http.close();
        // What the loop did not get to any more; it has ended, or it is the caller.
        running.forEach(DeviceSearch::end);
        calls.close();
    }

    private static SearchSettings settings(GatewayQuery query) {
        return new SearchSettings(
                query.timeout(), Upnp.DEFAULT_TTL, 0, query.ipv6(), query.networkInterface());
    }

    private static SearchRequest request(SearchSettings settings, Filter filter)
            throws GatewayException {
        UpnpLimits.checkTimeout(settings.timeout());
        UpnpLimits.checkTtl(settings.ttl());
        UpnpLimits.checkLocalPort(settings.localPort());
        return new SearchRequest(
                filter.searchTargets(),
                // "No limit" must not overflow where time is counted in nanoseconds.
                settings.timeout().compareTo(LONGEST) < 0 ? settings.timeout() : LONGEST,
                settings.ttl(),
                settings.sourcePort(),
                settings.ipv6(),
                InterfaceChoice.named(settings.networkInterface()));
    }

    private <T> CompletableFuture<T> run(
            SearchRequest request,
            Filter filter,
            WantedGateway wanted,
            CompletableFuture<T> future,
            SearchObserver observer) {
        DeviceSearch search =
                new DeviceSearch(
                        fetcher, loop, strategies.get(), request, filter, wanted, observer);
        running.add(search);
        future.whenComplete((result, trouble) -> retire(search));
        CompletableFuture<T> call = calls.follow(future);
        try {
            loop.execute(search::start);
        } catch (RejectedExecutionException e) {
            // The engine is closed, and so is the call.
        }
        return call;
    }

    private void retire(DeviceSearch search) {
        running.remove(search);
        try {
            loop.execute(search::end);
        } catch (RejectedExecutionException e) {
            // The engine is closed, and the search with it.
        }
    }
}
