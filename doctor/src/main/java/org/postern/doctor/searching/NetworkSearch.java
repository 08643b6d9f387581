// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.searching;

import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.doctor.evidence.DeviceRead;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.PortAnswer;
import org.postern.doctor.evidence.Searching.SearchAnswer;
import org.postern.doctor.searching.SearchProgress.Finder;
import org.postern.doctor.timing.ParallelTasks;
import org.postern.doctor.timing.Task;
import org.postern.doctor.timing.TimeLimit;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One search with patience: beside the search that other calls make, whatever answers on any
 * interface, and what became of each description. Lives on the thread that calls {@link #run}.
 */
public final class NetworkSearch {
    /** What the other calls' search has read by then needs no second reading. */
    private static final Duration EARLY = Duration.ofMillis(700);

    private static final Duration LONGEST = Duration.ofSeconds(6);
    private static final Duration TICK = Duration.ofMillis(50);

    private final SearchServices services;
    private final GatewayQuery query;
    private final SearchPlace place;
    private final QueryMatch match;
    private final Supplier<List<NextHop>> hops;
    private final ParallelTasks tasks;
    private final TimeLimit limit;
    private final TimeLimit begun;
    private final SsdpAnswers answers;
    private final ProtocolAnswers protocols;
    private final Optional<DeviceReadings> readings;

    /**
     * A search that has not begun.
     *
     * @param query checked by the caller; over IPv4
     * @param place of the query
     * @param hops the default gateways, as far as they are known at each moment
     * @param tasks those of the examination
     * @param limit that of the examination
     */
    public NetworkSearch(
            SearchServices services,
            GatewayQuery query,
            SearchPlace place,
            Supplier<List<NextHop>> hops,
            ParallelTasks tasks,
            TimeLimit limit) {
        this.services = services;
        this.query = query;
        this.place = place;
        this.match = new QueryMatch(query, place.chosen());
        this.hops = hops;
        this.tasks = tasks;
        this.limit = limit;
        this.begun = limit.atMost(limit.left());
        this.answers = new SsdpAnswers(limit.nanoTime(), tasks::changed);
        this.protocols = new ProtocolAnswers(limit.nanoTime(), tasks::changed);
        this.readings =
                services.upnp().map(each -> new DeviceReadings(each, tasks, limit.nanoTime()));
    }

    /** The gateway of the search that other calls make, and after how long. */
    private record Found(Gateway gateway, long afterMillis) {}

    /**
     * Searches, once. Ends when nothing more is to be expected, or with the limit.
     *
     * @param looking told what is being done, on the caller's thread
     * @throws InterruptedException when the calling thread is interrupted; the search is ended
     */
    public SearchOutcome run(Consumer<String> looking) throws InterruptedException {
        Task<Optional<Found>> finding = tasks.start("The search for a gateway", this::find);
        try (answers;
                protocols) {
            looking.accept("Searching for gateways");
            answers.start(services.strategies(), place.searched());
            protocols.start(services.protocols(), LONGEST, place.searchedName());
            boolean reading = false;
            TimeLimit pause = limit.atMost(Duration.ZERO);
            while (!limit.isOver() && !progress(finding).isOver()) {
                tasks.awaitChange(limit.atMost(TICK).left());
                boolean due = finding.isOver() || begun.elapsed().compareTo(EARLY) >= 0;
                // Not after each of many answers.
                if (due && pause.isOver()) {
                    pause = limit.atMost(TICK);
                    readDue(finding);
                }
                if (!reading && isReading()) {
                    reading = true;
                    looking.accept("Reading the descriptions of devices");
                }
            }
            return outcome(finding);
        } finally {
            finding.stop();
            readings.ifPresent(DeviceReadings::cancel);
        }
    }

    private Optional<Found> find() throws InterruptedException {
        Optional<GatewayFinder> finder = services.finder();
        if (finder.isEmpty()) {
            return Optional.empty();
        }
        Duration patience = query.timeout().compareTo(LONGEST) < 0 ? query.timeout() : LONGEST;
        try {
            Gateway gateway = finder.get().find(query.withTimeout(patience)).gateway();
            return Optional.of(new Found(gateway, begun.elapsed().toMillis()));
        } catch (GatewayException e) {
            // What went wrong is what the rest of the search finds out.
            return Optional.empty();
        }
    }

    private static Optional<Found> found(Task<Optional<Found>> finding) {
        return finding.result().flatMap(each -> each);
    }

    private boolean isReading() {
        return readings.isPresent() && readings.get().isAnyOpen();
    }

    private void readDue(Task<Optional<Found>> finding) {
        if (readings.isEmpty()) {
            return;
        }
        GatewayCollection gateways = gateways(finding);
        ReadingPlan plan = new ReadingPlan(readings.get(), answers.all(), gateways);
        plan.readAnswered();
        if (found(finding).isEmpty()) {
            plan.readNamed(query.wanted());
            if (finding.isOver() && gateways.usable().isEmpty()) {
                plan.readGuessed(hops.get());
            }
        }
        readings.get().expire();
    }

    private SearchProgress progress(Task<Optional<Found>> finding) {
        GatewayCollection gateways = gateways(finding);
        Finder finder =
                !finding.isOver()
                        ? Finder.SEARCHING
                        : found(finding).isPresent() ? Finder.FOUND : Finder.FAILED;
        return new SearchProgress(
                begun.elapsed(),
                finder,
                gateways.isFoundOverUpnp(),
                gateways.isFoundByMulticast(),
                isSsdpRefused(found(finding)),
                gateways.isFoundRead(),
                finder == Finder.FAILED && isAnyRead(gateways),
                isForbidden(),
                isReading());
    }

    /** One that the user named may be slower than others that were found. */
    private boolean isAnyRead(GatewayCollection gateways) {
        return gateways.chosen().isPresent()
                || query.wanted().isEmpty() && !gateways.usable().isEmpty();
    }

    /** Whether this machine lets no search out to any of those that were asked. */
    private boolean isForbidden() {
        List<PortAnswer> met =
                hops.get().stream()
                        .map(each -> each.udp().get(NextHop.SSDP))
                        .filter(Objects::nonNull)
                        .toList();
        return !met.isEmpty() && met.stream().allMatch(PortAnswer.NOT_PERMITTED::equals);
    }

    private boolean isSsdpRefused(Optional<Found> found) {
        for (NextHop each : hops.get()) {
            if (found.isPresent()
                    && each.address().equals(found.get().gateway().info().address())) {
                return each.udp().get(NextHop.SSDP) == PortAnswer.REFUSED;
            }
        }
        return false;
    }

    private GatewayCollection gateways(Task<Optional<Found>> finding) {
        Set<InetAddress> defaults = new HashSet<>();
        for (NextHop each : hops.get()) {
            defaults.add(each.address());
        }
        Optional<Found> found = found(finding);
        return new GatewayCollection(
                found.map(Found::gateway),
                found.map(Found::afterMillis).orElse(0L),
                readings.map(DeviceReadings::gateways).orElse(List.of()),
                protocols.all(),
                answers.all(),
                devices(),
                match,
                defaults);
    }

    private List<DeviceRead> devices() {
        return readings.map(DeviceReadings::ended).orElse(List.of());
    }

    private SearchOutcome outcome(Task<Optional<Found>> finding) {
        GatewayCollection gateways = gateways(finding);
        List<SearchAnswer> all = answers.all();
        return new SearchOutcome(
                all, devices(), gateways.usable(), protocols.protocols(), gateways.chosen());
    }
}
