// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.discovery.Announcement;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.IgdStatus;
import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.description.DeviceLocation;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.environment.WatchEnvironment;
import org.postern.igd.control.search.AdvertisedDevice;
import org.postern.testkit.ManualClock;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A network of routers that a test decides, with a clock that the test moves. */
final class TestEnvironment implements WatchEnvironment {
    static final Duration SEARCH = Duration.ofSeconds(2);
    static final Duration POLL = Duration.ofMinutes(5);
    private static final Duration ANSWER = Duration.ofMillis(10);

    /** A task and when it is due, since the beginning. */
    private record Task(long due, long order, Runnable run) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparing(Task::order));

    private final Map<URI, WatchedRouter> routers = new HashMap<>();
    private final List<URI> read = new ArrayList<>();
    private final List<Long> searches = new ArrayList<>();

    private final ManualClock clock = new ManualClock();
    private final long beganNanos = clock.getAsLong();
    private long order;
    private long clockSetMillis;
    private Set<InetAddress> own = Set.of(WatchedRouter.address("192.168.1.5"));
    private boolean online = true;

    final RecordedCalls calls = new RecordedCalls();
    private GatewayWatch watch = newWatch("");

    private GatewayWatch newWatch(String wanted) {
        return new GatewayWatch(
                this,
                GatewayQuery.standard().withWanted(wanted),
                POLL,
                () -> 0.5,
                new ListenerCalls(calls));
    }

    GatewayWatch watch() {
        return watch;
    }

    /** Watches over all gateways. */
    void watching() {
        watching("");
    }

    void watching(String wanted) {
        watch = newWatch(wanted);
        watch.start();
    }

    void put(WatchedRouter router) {
        routers.put(router.url(), router);
    }

    void remove(WatchedRouter router) {
        routers.remove(router.url(), router);
        router.answersNothing();
    }

    /** Nothing is reached any more. */
    void goOffline() {
        online = false;
    }

    void goOnline() {
        online = true;
    }

    void ownAddress(String address) {
        own = Set.of(WatchedRouter.address(address));
    }

    /** The time of day goes on, the other clock does not. */
    void sleep(Duration length) {
        clockSetMillis += length.toMillis();
    }

    void hear(Announcement said) {
        watch.announcementListener().heard(said);
    }

    /** How often a description was read. */
    long reads(URI url) {
        return read.stream().filter(url::equals).count();
    }

    int reads() {
        return read.size();
    }

    int searches() {
        return searches.size();
    }

    /** Of the searches so far, in seconds between their beginnings. */
    List<Long> pausesBetweenSearches() {
        List<Long> pauses = new ArrayList<>();
        for (int i = 1; i < searches.size(); i++) {
            pauses.add(
                    Duration.ofNanos(searches.get(i) - searches.get(i - 1))
                            .minus(SEARCH)
                            .toSeconds());
        }
        return pauses;
    }

    int tasks() {
        return tasks.size();
    }

    /** Does all that is due in the time that goes by. */
    void pass(Duration time) {
        long until = now() + time.toNanos();
        while (!tasks.isEmpty() && tasks.peek().due() <= until) {
            Task next = tasks.poll();
            advanceTo(next.due());
            next.run().run();
        }
        advanceTo(until);
    }

    /** Since the beginning. */
    private long now() {
        return clock.getAsLong() - beganNanos;
    }

    private void advanceTo(long nanos) {
        clock.advance(Duration.ofNanos(Math.max(0, nanos - now())));
    }

    void passSeconds(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        Task planned = new Task(now() + delay.toNanos(), order++, task);
        tasks.add(planned);
        return () -> tasks.remove(planned);
    }

    @Override
    public long nanos() {
        return clock.getAsLong();
    }

    @Override
    public long wallMillis() {
        return clock.millis() + clockSetMillis;
    }

    @Override
    public Set<InetAddress> ownAddresses() {
        return own;
    }

    @Override
    public CompletableFuture<Assessment> assess(DeviceLocation location, Duration timeout) {
        read.add(location.url());
        CompletableFuture<Assessment> future = new CompletableFuture<>();
        after(ANSWER, () -> future.complete(assessment(location)));
        return future;
    }

    private Assessment assessment(DeviceLocation location) {
        return Optional.ofNullable(routers.get(location.url()))
                .filter(there -> online)
                .map(WatchedRouter::assessment)
                .orElseGet(() -> nothing(location));
    }

    private static Assessment nothing(DeviceLocation location) {
        return Assessment.unread(
                location, IgdStatus.HTTP_ERROR, "Nothing is there.", Optional.empty());
    }

    @Override
    public CompletableFuture<List<AdvertisedDevice>> search(Consumer<AdvertisedDevice> listener) {
        searches.add(now());
        CompletableFuture<List<AdvertisedDevice>> future = new CompletableFuture<>();
        after(
                ANSWER,
                () ->
                        answering()
                                .forEach(
                                        each -> {
                                            if (!future.isDone()) {
                                                listener.accept(each);
                                            }
                                        }));
        after(SEARCH, () -> end(future));
        return future;
    }

    private void end(CompletableFuture<List<AdvertisedDevice>> search) {
        if (answering().isEmpty()) {
            search.completeExceptionally(
                    new GatewayException(Reason.NO_DEVICES, "Nobody answered."));
        } else if (answering().stream().noneMatch(it -> it.assessment().isUsable())) {
            search.completeExceptionally(
                    new GatewayException(Reason.NO_GATEWAY, "None of them will do."));
        } else {
            search.complete(answering());
        }
    }

    private List<AdvertisedDevice> answering() {
        return routers.values().stream()
                .filter(each -> online && each.answersSearches())
                .sorted(Comparator.comparing(each -> each.url().toString()))
                .map(
                        each ->
                                new AdvertisedDevice(
                                        each.assessment(),
                                        each.sender(),
                                        Duration.ofMinutes(30),
                                        each.bootId(),
                                        OptionalLong.empty()))
                .toList();
    }

    @Override
    public CompletableFuture<DeviceLocation> locate(String url) {
        URI location = URI.create(url);
        return CompletableFuture.completedFuture(
                new DeviceLocation(
                        location,
                        new Peer(location.getHost(), WatchedRouter.address(location.getHost())),
                        "its URL"));
    }
}
