// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import static org.postern.igd.control.logging.IgdLog.LOG;

import org.postern.api.discovery.Advertisement;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;
import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.assessment.DescriptionFetcher;
import org.postern.igd.control.assessment.DeviceAssessor;
import org.postern.igd.control.assessment.WantedGateway;
import org.postern.igd.control.description.DeviceLocation;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.description.RefusedUrlException;

import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One search: asks all strategies until the timeout, and assesses each device once. It ends at
 * the timeout, or somewhat later where the observer has found nothing and devices that answered
 * are still being read. Confined to the loop's thread, where the calls of strategies
 * are queued.
 */
final class DeviceSearch implements SearchListener {
    /**
     * More than any home network has; what comes beyond is counted, not kept. Of each strategy: who
     * floods the multicast search must not hide what another way of searching finds.
     */
    private static final int MAX_DEVICES = 256;

    /**
     * Beyond {@link #MAX_DEVICES}, for the first device of hosts that have none yet: a few hosts
     * that fill the search must not hide the others.
     */
    private static final int MAX_NEWCOMERS = 256;

    /** A box has a handful of descriptions (quirk S4); one sender must not fill the search. */
    private static final int MAX_DEVICES_PER_SENDER = 32;

    /**
     * Packets get lost, and one answer to the search still leaves three exchanges to be made: with
     * 30 % lost each way, 12 % of all readings take longer than 1.8 s and 0.1 % longer than 3.8 s.
     * A network where nobody answers keeps to the timeout.
     */
    private static final Duration LONGEST_EXTENSION = Duration.ofSeconds(2);

    private final DescriptionFetcher fetcher;
    private final ScheduledExecutorService loop;
    private final List<DiscoveryStrategy> strategies;
    private final SearchRequest request;
    private final DeviceFilter filter;
    private final WantedGateway wanted;
    private final SearchObserver observer;
    private final BoundedQueue events;

    private final Map<URI, DeviceAnswers> devices = new LinkedHashMap<>();
    private final List<Search> searches = new ArrayList<>();
    private final SearchTroubles troubles = new SearchTroubles();
    private final long startedNanos = System.nanoTime();
    private Optional<Future<?>> timer = Optional.empty();
    private boolean extended;
    private boolean over;

    DeviceSearch(
            DescriptionFetcher fetcher,
            ScheduledExecutorService loop,
            List<DiscoveryStrategy> strategies,
            SearchRequest request,
            DeviceFilter filter,
            WantedGateway wanted,
            SearchObserver observer) {
        this.fetcher = fetcher;
        this.loop = loop;
        this.events = new BoundedQueue(loop);
        this.strategies = strategies;
        this.request = request;
        this.filter = filter;
        this.wanted = wanted;
        this.observer = observer;
    }

    void start() {
        if (over) {
            return;
        }
        if (strategies.isEmpty()) {
            end();
            observer.onNothing(SearchFailures.noStrategy());
            return;
        }
        endAfter(request.timeout());
        for (DiscoveryStrategy strategy : strategies) {
            try {
                searches.add(strategy.search(request, this));
            } catch (RuntimeException | LinkageError e) {
                // Anybody can bring a strategy; a broken one must not stop the others.
                LOG.log(
                        Level.WARNING,
                        "Discovery strategy " + strategy.getClass().getName() + " failed: " + e);
            }
        }
    }

    private void endAfter(Duration time) {
        Future<?> scheduled = loop.schedule(this::onTimeout, time.toNanos(), TimeUnit.NANOSECONDS);
        timer = Optional.of(scheduled);
    }

    @Override
    public void found(Advertisement advertisement) {
        events.offer(() -> onFound(advertisement));
    }

    @Override
    public void failed(String reason) {
        events.offer(
                () -> {
                    LOG.log(Level.DEBUG, reason);
                    troubles.failed(reason);
                });
    }

    @Override
    public void forbidden() {
        events.offer(troubles::forbid);
    }

    private void onFound(Advertisement said) {
        if (over || extended) {
            return;
        }
        try {
            DeviceLocation location =
                    DeviceLocation.of(said.location(), said.sender(), said.strategy());
            if (!devices.containsKey(location.url())) {
                assess(said, location);
            }
            DeviceAnswers device = devices.get(location.url());
            if (device != null && device.speaksFor(location.peer())) {
                device.add(said);
            }
        } catch (RefusedUrlException e) {
            String refused =
                    said.sender().getHostAddress()
                            + " answered, but its description URL "
                            + said.location()
                            + " is refused: "
                            + e.getMessage();
            LOG.log(Level.DEBUG, refused);
            troubles.refused(refused);
        }
    }

    private void assess(Advertisement said, DeviceLocation location) {
        if (!hasRoom(said.strategy(), location.peer())) {
            events.drop();
            return;
        }
        DeviceAssessor assessor =
                new DeviceAssessor(fetcher, loop, wanted, location, left(), this::onProgress);
        DeviceAnswers device = new DeviceAnswers(assessor, location, said);
        devices.put(location.url(), device);
        assessor.start().thenAccept(read -> onAssessed(device));
    }

    private boolean hasRoom(String strategy, Peer peer) {
        int ofStrategy = 0;
        int ofPeer = 0;
        for (DeviceAnswers each : devices.values()) {
            ofStrategy += each.isFoundBy(strategy) ? 1 : 0;
            ofPeer += each.isAt(peer.address()) ? 1 : 0;
        }
        return ofPeer == 0
                ? ofStrategy < MAX_DEVICES + MAX_NEWCOMERS
                : ofStrategy < MAX_DEVICES && ofPeer < MAX_DEVICES_PER_SENDER;
    }

    private void onProgress(Assessment gateway) {
        if (!over) {
            observer.onProgress(gateway);
        }
    }

    private void onAssessed(DeviceAnswers device) {
        if (!over) {
            observer.onAssessed(device);
        }
        if (extended && !over && !isAssessing()) {
            conclude(passing());
        }
    }

    private boolean isAssessing() {
        return devices.values().stream().anyMatch(device -> !device.assessor().isOver());
    }

    /** For assessing devices that answered. */
    private Duration left() {
        return request.timeout().plus(extension()).minusNanos(System.nanoTime() - startedNanos);
    }

    /** At most as long again as the search. */
    private Duration extension() {
        Duration timeout = request.timeout();
        Duration longest = timeout.compareTo(LONGEST_EXTENSION) < 0 ? timeout : LONGEST_EXTENSION;
        return observer.waitsForGateway() ? longest : Duration.ZERO;
    }

    private void onTimeout() {
        if (over) {
            return;
        }
        List<DeviceAnswers> passing = passing();
        if (!extended
                && !extension().isZero()
                && isAssessing()
                && observer.isGatewayMissing(passing)) {
            extended = true;
            closeSearches();
            endAfter(extension());
        } else {
            conclude(passing);
        }
    }

    private List<DeviceAnswers> passing() {
        return devices.values().stream()
                .filter(device -> device.passes(filter))
                // Stable: of equals, the first to answer comes first.
                .sorted(DeviceAnswers.BEST_FIRST)
                .toList();
    }

    private void conclude(List<DeviceAnswers> passing) {
        end();
        if (passing.isEmpty()) {
            List<Assessment> answered =
                    devices.values().stream().map(DeviceAnswers::assessment).toList();
            observer.onNothing(
                    SearchFailures.nothingFound(request, filter, wanted, answered, troubles));
        } else {
            observer.onTimeout(passing, troubles.refusedLocations());
        }
    }

    /** Ends the search early; the observer hears no more. */
    void end() {
        if (!over) {
            over = true;
            if (timer.isPresent()) {
                timer.get().cancel(false);
            }
            closeSearches();
            for (DeviceAnswers each : devices.values()) {
                each.assessor().cancel();
            }
            if (events.dropped() > 0) {
                LOG.log(
                        Level.WARNING,
                        "A search dropped " + events.dropped() + " answers beyond its bounds.");
            }
        }
    }

    private void closeSearches() {
        for (Search each : searches) {
            close(each);
        }
        searches.clear();
    }

    private static void close(Search search) {
        try {
            search.close();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A discovery strategy failed to end its search: " + e);
        }
    }
}
