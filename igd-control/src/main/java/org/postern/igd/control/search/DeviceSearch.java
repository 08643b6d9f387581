// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.discovery.Advertisement;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.description.RefusedUrlException;

import java.lang.System.Logger;
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
 * One search: hears all strategies until the time-out, and reads each description once. It ends at
 * the time-out, or somewhat later where the observer has found nothing and devices that answered
 * are still being read. Confined to the loop's thread, but for what strategies tell, which is
 * queued there.
 */
final class DeviceSearch implements SearchListener {
    private static final Logger LOG = System.getLogger("org.postern.igd.control.search");

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

    private static final int MAX_FAILURES = 16;

    private final DescriptionFetcher fetcher;
    private final ScheduledExecutorService loop;
    private final List<DiscoveryStrategy> strategies;
    private final SearchRequest request;
    private final Filter filter;
    private final WantedGateway wanted;
    private final SearchObserver observer;
    private final BoundedLoop events;

    private final Map<URI, HeardDevice> devices = new LinkedHashMap<>();
    private final List<Search> searches = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final long startedNanos = System.nanoTime();
    private Optional<Future<?>> timer = Optional.empty();
    private boolean extended;
    private boolean over;

    DeviceSearch(
            DescriptionFetcher fetcher,
            ScheduledExecutorService loop,
            List<DiscoveryStrategy> strategies,
            SearchRequest request,
            Filter filter,
            WantedGateway wanted,
            SearchObserver observer) {
        this.fetcher = fetcher;
        this.loop = loop;
        this.events = new BoundedLoop(loop);
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
        events.offer(() -> onFailed(reason));
    }

    private void onFailed(String reason) {
        LOG.log(Level.DEBUG, reason);
        if (failures.size() < MAX_FAILURES) {
            failures.add(reason);
        }
    }

    private void onFound(Advertisement said) {
        if (over || extended) {
            return;
        }
        Advertisement advertisement = SenderLocation.mended(said);
        URI location = advertisement.location();
        try {
            Peer peer = Peer.of(location, advertisement.sender());
            if (!devices.containsKey(location)) {
                read(advertisement, peer);
            }
            Optional.ofNullable(devices.get(location))
                    .filter(device -> device.speaksFor(peer))
                    .ifPresent(device -> device.heardUnder(advertisement.searchTarget()));
        } catch (RefusedUrlException e) {
            LOG.log(Level.DEBUG, "The location " + location + " is refused: " + e.getMessage());
        }
    }

    private void read(Advertisement advertisement, Peer peer) {
        if (!hasRoom(advertisement.strategy(), peer)) {
            events.drop();
            return;
        }
        Origin origin = new Origin(advertisement.location(), peer, advertisement.strategy());
        DeviceReading reading = new DeviceReading(fetcher, loop, wanted, origin, left());
        HeardDevice device = new HeardDevice(reading, origin, advertisement);
        devices.put(advertisement.location(), device);
        reading.start().thenAccept(read -> onRead(device));
    }

    private boolean hasRoom(String strategy, Peer peer) {
        long ofStrategy = devices.values().stream().filter(it -> it.heardBy(strategy)).count();
        long ofPeer = devices.values().stream().filter(it -> it.isAt(peer.address())).count();
        return ofPeer == 0
                ? ofStrategy < MAX_DEVICES + MAX_NEWCOMERS
                : ofStrategy < MAX_DEVICES && ofPeer < MAX_DEVICES_PER_SENDER;
    }

    private void onRead(HeardDevice device) {
        if (!over) {
            observer.onDevice(device.listed(filter));
            observer.onSighting(device.sighting());
        }
        if (extended && !over && !reading()) {
            conclude(passing());
        }
    }

    private boolean reading() {
        return devices.values().stream().anyMatch(device -> !device.reading().over());
    }

    /** For reading what was heard. */
    private Duration left() {
        return request.timeout()
                .plus(observer.extension(request.timeout()))
                .minusNanos(System.nanoTime() - startedNanos);
    }

    private void onTimeout() {
        if (over) {
            return;
        }
        List<IgdDevice> passing = passing();
        Duration extension = observer.extension(request.timeout());
        if (!extended && !extension.isZero() && reading() && observer.missing(passing)) {
            extended = true;
            closeSearches();
            endAfter(extension);
        } else {
            conclude(passing);
        }
    }

    private List<IgdDevice> passing() {
        return devices.values().stream()
                .filter(device -> device.passes(filter))
                .map(device -> device.listed(filter))
                // Stable: of equals, the first to answer comes first.
                .sorted(IgdDevice.BEST_FIRST)
                .toList();
    }

    private void conclude(List<IgdDevice> passing) {
        end();
        if (passing.isEmpty()) {
            observer.onNothing(NothingFound.failure(request, strategies, failures));
        } else {
            observer.onTimeout(passing);
        }
    }

    /** Ends the search early; the observer hears no more. */
    void end() {
        if (!over) {
            over = true;
            timer.ifPresent(scheduled -> scheduled.cancel(false));
            closeSearches();
            devices.values().forEach(device -> device.reading().cancel());
            if (events.dropped() > 0) {
                LOG.log(
                        Level.WARNING,
                        "A search dropped " + events.dropped() + " answers beyond its bounds.");
            }
        }
    }

    private void closeSearches() {
        searches.forEach(DeviceSearch::close);
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
