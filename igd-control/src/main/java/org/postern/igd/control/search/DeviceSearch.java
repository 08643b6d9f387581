package org.postern.igd.control.search;

import org.postern.api.discovery.Advertisement;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.UpnpResult;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.description.RefusedUrlException;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * One search: hears all strategies, reads each description once, and ends at the time-out. Confined
 * to the loop's thread, but for what strategies tell, which is queued there.
 */
final class DeviceSearch implements SearchListener {
    private static final Logger LOG = System.getLogger("org.postern.igd.control.search");

    /** More than any home network has; what comes beyond is counted, not kept. */
    private static final int MAX_DEVICES = 256;

    /** A box has a handful of descriptions (quirk S4); one sender must not fill the search. */
    private static final int MAX_DEVICES_PER_SENDER = 32;

    private static final int MAX_TARGETS_PER_DEVICE = 32;
    private static final int MAX_QUEUED = 1024;

    private static final class Entry {
        final DeviceReading reading;
        final Peer peer;
        final Set<String> targets = new LinkedHashSet<>();
        final String usn;

        Entry(DeviceReading reading, Peer peer, String usn) {
            this.reading = reading;
            this.peer = peer;
            this.usn = usn;
        }
    }

    private final DescriptionFetcher fetcher;
    private final ScheduledExecutorService loop;
    private final List<DiscoveryStrategy> strategies;
    private final SearchRequest request;
    private final Filter filter;
    private final SearchObserver observer;
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();

    private final Map<URI, Entry> entries = new LinkedHashMap<>();
    private final List<Search> searches = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final long startedNanos = System.nanoTime();
    private boolean over;

    DeviceSearch(
            DescriptionFetcher fetcher,
            ScheduledExecutorService loop,
            List<DiscoveryStrategy> strategies,
            SearchRequest request,
            Filter filter,
            SearchObserver observer) {
        this.fetcher = fetcher;
        this.loop = loop;
        this.strategies = strategies;
        this.request = request;
        this.filter = filter;
        this.observer = observer;
    }

    void start() {
        loop.schedule(this::onTimeout, request.timeout().toNanos(), TimeUnit.NANOSECONDS);
        for (DiscoveryStrategy strategy : strategies) {
            try {
                searches.add(strategy.search(request, this));
            } catch (RuntimeException e) {
                // Anybody can bring a strategy; a broken one must not stop the others.
                LOG.log(Level.WARNING, "Discovery strategy " + strategy.name() + " failed: " + e);
            }
        }
    }

    @Override
    public void found(Advertisement advertisement) {
        enqueue(() -> onFound(advertisement));
    }

    @Override
    public void failed(String reason) {
        enqueue(
                () -> {
                    LOG.log(Level.DEBUG, reason);
                    if (failures.size() < MAX_TARGETS_PER_DEVICE) {
                        failures.add(reason);
                    }
                });
    }

    private void enqueue(Runnable event) {
        if (queued.incrementAndGet() > MAX_QUEUED) {
            queued.decrementAndGet();
            dropped.incrementAndGet();
            return;
        }
        try {
            loop.execute(
                    () -> {
                        queued.decrementAndGet();
                        if (!over) {
                            event.run();
                        }
                    });
        } catch (RejectedExecutionException e) {
            // The control point was closed meanwhile.
            queued.decrementAndGet();
        }
    }

    private void onFound(Advertisement advertisement) {
        Entry known = entries.get(advertisement.location());
        if (known != null) {
            remember(known, advertisement.searchTarget());
            return;
        }
        try {
            Peer peer = Peer.of(advertisement.location(), advertisement.sender());
            long ofSender =
                    entries.values().stream().filter(entry -> entry.peer.equals(peer)).count();
            if (entries.size() >= MAX_DEVICES || ofSender >= MAX_DEVICES_PER_SENDER) {
                dropped.incrementAndGet();
                return;
            }
            read(advertisement, peer);
        } catch (RefusedUrlException e) {
            LOG.log(
                    Level.DEBUG,
                    "The location " + advertisement.location() + " is refused: " + e.getMessage());
        }
    }

    private void read(Advertisement advertisement, Peer peer) {
        Origin origin = new Origin(advertisement.location(), peer, advertisement.strategy());
        DeviceReading reading = new DeviceReading(fetcher, loop, origin, left());
        Entry entry = new Entry(reading, peer, advertisement.usn());
        remember(entry, advertisement.searchTarget());
        entries.put(advertisement.location(), entry);
        reading.start()
                .thenAccept(
                        device -> {
                            if (!over) {
                                observer.onDevice(listed(entry));
                            }
                        });
    }

    private static void remember(Entry entry, String target) {
        if (entry.targets.size() < MAX_TARGETS_PER_DEVICE) {
            entry.targets.add(target);
        }
    }

    private Duration left() {
        return request.timeout().minusNanos(System.nanoTime() - startedNanos);
    }

    private IgdDevice listed(Entry entry) {
        String target =
                entry.targets.stream()
                        .filter(filter::matches)
                        .findFirst()
                        .orElseGet(() -> entry.targets.iterator().next());
        return entry.reading.current().answering(target, entry.usn);
    }

    private void onTimeout() {
        if (!over) {
            List<IgdDevice> passing =
                    entries.values().stream()
                            .filter(e -> filter.passes(e.targets, e.reading.current()))
                            .map(this::listed)
                            // Stable: of equals, the first to answer comes first.
                            .sorted(Comparator.comparing(device -> device.verdict().standing()))
                            .toList();
            end();
            if (passing.isEmpty()) {
                observer.onNothing(nothing());
            } else {
                observer.onTimeout(passing);
            }
        }
    }

    /** Ends the search early; the observer hears no more. */
    void end() {
        if (!over) {
            over = true;
            searches.forEach(DeviceSearch::close);
            entries.values().forEach(entry -> entry.reading.cancel());
            if (dropped.get() > 0) {
                LOG.log(
                        Level.WARNING,
                        "A search dropped " + dropped + " answers beyond its bounds.");
            }
        }
    }

    /** Ends the search because the control point is closed. */
    void abort() {
        if (!over) {
            end();
            observer.onNothing(
                    new GatewayException(
                            UpnpResult.UNKNOWN_ERROR, "The control point was closed."));
        }
    }

    private GatewayException nothing() {
        String tried =
                strategies.isEmpty()
                        ? "no discovery strategy is there"
                        : strategies.stream()
                                .map(DiscoveryStrategy::name)
                                .collect(Collectors.joining(", ", "asked ", ""));
        String where =
                request.networkInterface()
                        .networkInterface()
                        .map(only -> "on " + only.getName())
                        .orElse("on all usable interfaces");
        String trouble = failures.isEmpty() ? "" : " " + String.join(" ", failures);
        return new GatewayException(
                UpnpResult.NO_DEVICES,
                "No device that was searched for answered within "
                        + request.timeout().toMillis()
                        + " ms "
                        + where
                        + " ("
                        + tried
                        + ")."
                        + trouble
                        + " Look whether UPnP is switched on in the router's settings and whether a"
                        + " firewall drops its answers, or name the router's description URL.");
    }

    private static void close(Search search) {
        try {
            search.close();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A discovery strategy failed to end its search: " + e);
        }
    }
}
