// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.control.CandidateListener;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.discovery.SearchRequest;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Watch;
import org.postern.api.upnp.Inspection;
import org.postern.api.upnp.UpnpDevice;
import org.postern.api.upnp.UpnpLimits;
import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.assessment.DescriptionFetcher;
import org.postern.igd.control.assessment.DeviceAssessor;
import org.postern.igd.control.assessment.DevicesByUrl;
import org.postern.igd.control.assessment.LoopTimer;
import org.postern.igd.control.assessment.WantedGateway;
import org.postern.igd.control.description.DeviceLocation;
import org.postern.igd.control.http.FailureCause;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.internal.threads.LoopThread;
import org.postern.igd.control.pinhole.FirewallAccess;
import org.postern.igd.control.warmup.WarmUp;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

    /** "No limit" must not overflow where time is counted in nanoseconds. */
    private static final Duration LONGEST_READING = Duration.ofDays(365);

    /** Only bounds what should not happen: nothing on the loop takes long. */
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

    /** By then the strategies have sent; routers take longer to answer. */
    private static final Duration FIRST_SENDS = Duration.ofMillis(15);

    private final Supplier<List<DiscoveryStrategy>> strategies;
    private final HttpClient http;
    private final LoopThread loop = new LoopThread("postern-igd");
    private final DescriptionFetcher fetcher;
    private final DevicesByUrl byUrl;
    private final Set<DeviceSearch> running = ConcurrentHashMap.newKeySet();
    private final OpenCalls calls = new OpenCalls();
    private final WarmUp warmUp = new WarmUp();

    /**
     * An engine that has not started anything, with the strategies of the moment. It asks through a
     * client of its own, which it closes.
     */
    public UpnpEngine(
            Supplier<List<DiscoveryStrategy>> strategies,
            HttpClient http,
            FirewallAccess firewalls) {
        this.strategies = strategies;
        this.http = http;
        this.fetcher = new DescriptionFetcher(http, loop, firewalls);
        this.byUrl = new DevicesByUrl(fetcher, loop);
    }

    /**
     * Lists devices at the timeout. The listener is called on the engine's thread with each device
     * when it was assessed, whether it passes the filter or not. Ends with at least one device, or
     * exceptionally; cancelling it ends the search. Bad settings fail with {@link
     * Reason#INVALID_ARGUMENT}.
     */
    public CompletableFuture<List<UpnpDevice>> list(
            SearchSettings settings, DeviceFilter filter, Consumer<UpnpDevice> listener)
            throws GatewayException {
        SearchRequest request = settings.request(filter);
        CompletableFuture<List<UpnpDevice>> future = new CompletableFuture<>();
        return run(
                request,
                filter,
                WantedGateway.ANY,
                future,
                new DeviceLister(future, filter, listener));
    }

    /**
     * Reports candidates for a gateway until the timeout, on the engine's thread. A bad query fails
     * with {@link Reason#INVALID_ARGUMENT}.
     */
    public Watch search(GatewayQuery query, CandidateListener listener) throws GatewayException {
        UpnpLimits.checkTimeout(query.timeout());
        RunningSearch search = new RunningSearch(listener);
        CompletableFuture<?> call =
                query.wanted().contains("://") ? named(query, search) : candidates(query, search);
        call.whenComplete(
                (done, failure) -> {
                    if (failure != null
                            && FailureCause.of(failure) instanceof GatewayException known) {
                        search.ended(Optional.of(known));
                    }
                });
        return search;
    }

    private CompletableFuture<?> named(GatewayQuery query, RunningSearch search)
            throws GatewayException {
        InterfaceChoice.named(query.networkInterface());
        CompletableFuture<Assessment> reading =
                byUrl.connectingWithin(query.timeout())
                        .usable(DevicesByUrl.url(query.wanted()), readTimeout(query.timeout()));
        search.end().whenComplete((end, failure) -> reading.cancel(false));
        return calls.follow(
                reading.thenAccept(
                        device -> {
                            search.found(CandidateReport.candidate(device, WantedGateway.ANY));
                            search.ended(Optional.empty());
                        }));
    }

    /** A host that is not there is not waited for beyond the timeout; a slow one is read. */
    private static Duration readTimeout(Duration timeout) {
        Duration longer = timeout.compareTo(READ_TIMEOUT) > 0 ? timeout : READ_TIMEOUT;
        return longer.compareTo(LONGEST_READING) < 0 ? longer : LONGEST_READING;
    }

    private CompletableFuture<?> candidates(GatewayQuery query, RunningSearch search)
            throws GatewayException {
        WantedGateway wanted = WantedGateway.of(query);
        CompletableFuture<?> call =
                run(
                        SearchSettings.of(query).request(DeviceFilter.INTERNET_GATEWAYS),
                        DeviceFilter.INTERNET_GATEWAYS,
                        wanted,
                        search.end(),
                        new CandidateReport(wanted, search));
        if (!WarmUp.isStarted()) {
            warmUpDuring(call, search);
        }
        return call;
    }

    private void warmUpDuring(CompletableFuture<?> call, RunningSearch search) {
        try {
            Future<?> start =
                    loop.schedule(
                            () -> warmUp.start(search::isDecided),
                            FIRST_SENDS.toMillis(),
                            TimeUnit.MILLISECONDS);
            call.whenComplete(
                    (result, failure) -> {
                        start.cancel(false);
                        warmUp.stop();
                    });
        } catch (RejectedExecutionException e) {
            // The engine is closed.
        }
    }

    /** Fails with {@link Reason#INVALID_ARGUMENT} for a bad query. */
    public static void check(GatewayQuery query) throws GatewayException {
        UpnpLimits.checkTimeout(query.timeout());
        InterfaceChoice.named(query.networkInterface());
        if (query.wanted().contains("://")) {
            DevicesByUrl.check(DevicesByUrl.url(query.wanted()));
        }
    }

    /**
     * Searches for gateways until the timeout; a URL in the query does not count. The listener is
     * called on the engine's thread with each device when it was assessed, gateway or not. Ends
     * with all of them when a gateway that will do is among them, otherwise exceptionally;
     * cancelling it ends the search. A bad query fails with {@link Reason#INVALID_ARGUMENT}.
     */
    public CompletableFuture<List<AdvertisedDevice>> advertised(
            GatewayQuery query, Consumer<AdvertisedDevice> listener) throws GatewayException {
        WantedGateway wanted = WantedGateway.of(query);
        CompletableFuture<List<AdvertisedDevice>> future = new CompletableFuture<>();
        return run(
                SearchSettings.of(query).request(DeviceFilter.INTERNET_GATEWAYS),
                DeviceFilter.INTERNET_GATEWAYS,
                wanted,
                future,
                new AdvertisedDeviceReport(future, wanted, listener));
    }

    /**
     * Assesses a device, to be called on the engine's thread. Ends there with what could be read,
     * never exceptionally; cancelling it ends the connections.
     */
    public CompletableFuture<Assessment> assess(
            DeviceLocation location, WantedGateway wanted, Duration timeout) {
        return new DeviceAssessor(fetcher, loop, wanted, location, timeout, progress -> {}).start();
    }

    /**
     * Finds out which host a URL of the user leads to. Ends on the engine's thread, exceptionally
     * when its host is not known; fails with {@link Reason#INVALID_ARGUMENT} for a URL that is
     * none.
     */
    public CompletableFuture<DeviceLocation> locate(String url) throws GatewayException {
        return calls.follow(
                byUrl.location(DevicesByUrl.url(url), READ_TIMEOUT)
                        .whenCompleteAsync((location, failure) -> {}, loop));
    }

    /**
     * Assesses the device at a URL, whatever its status; fails with {@link Reason#INVALID_ARGUMENT}
     * for a URL that is none, or a bad timeout.
     */
    public CompletableFuture<UpnpDevice> describe(URI url, Duration timeout)
            throws GatewayException {
        UpnpLimits.checkTimeout(timeout);
        CompletableFuture<Assessment> device =
                byUrl.connectingWithin(timeout).device(url, readTimeout(timeout));
        CompletableFuture<UpnpDevice> call =
                calls.follow(device.thenApply(each -> new ListedDevice(each, "", "")));
        call.whenComplete((listed, failure) -> device.cancel(false));
        return call;
    }

    /** The same, for as long as reading a device takes at most. */
    public CompletableFuture<UpnpDevice> describe(URI url) throws GatewayException {
        return describe(url, READ_TIMEOUT);
    }

    /**
     * Reads one description alone; fails with {@link Reason#INVALID_ARGUMENT} for a URL that is
     * none.
     */
    public CompletableFuture<Inspection> inspect(URI url) throws GatewayException {
        return calls.follow(byUrl.inspection(url, READ_TIMEOUT));
    }

    /**
     * Runs a task later, on the engine's thread, which it must not block; never once the engine is
     * closed. What is returned cancels it.
     */
    public Runnable after(Duration delay, Runnable task) {
        return new LoopTimer(loop).after(delay, task);
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
        warmUp.close();
        // What the loop did not get to any more; it has ended, or it is the caller.
        running.forEach(DeviceSearch::end);
        calls.close();
    }

    private <T> CompletableFuture<T> run(
            SearchRequest request,
            DeviceFilter filter,
            WantedGateway wanted,
            CompletableFuture<T> future,
            SearchObserver observer) {
        DeviceSearch search =
                new DeviceSearch(
                        fetcher, loop, strategies.get(), request, filter, wanted, observer);
        running.add(search);
        future.whenComplete((result, failure) -> retire(search));
        CompletableFuture<T> call = calls.follow(future);
        try {
            loop.execute(search::start);
        } catch (RejectedExecutionException e) {
            // The engine is closed, and so is the call.
        }
        return call;
    }

    private void retire(DeviceSearch search) {
        try {
            loop.execute(
                    () -> {
                        search.end();
                        running.remove(search);
                    });
        } catch (RejectedExecutionException e) {
            // The engine is being closed, which ends every search that is still listed.
        }
    }
}
