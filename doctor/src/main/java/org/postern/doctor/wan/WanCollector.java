// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wan;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.WanStatus;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.doctor.evidence.Wan;
import org.postern.doctor.searching.FoundGateway;
import org.postern.doctor.timing.ParallelTasks;
import org.postern.doctor.timing.Task;
import org.postern.doctor.timing.TimeLimit;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks a gateway for its internet connection, E11: its status and its address at once. */
public final class WanCollector {
    /** Who has not answered by then is slow, whatever it would have said. */
    private static final Duration PATIENCE = Duration.ofSeconds(9);

    /** The name of PCP, which tells the address with a mapping alone (RFC 6887 section 11.3). */
    private static final String PCP = "pcp";

    private final FoundGateway found;
    private final TimeLimit limit;
    private final List<Gateway> asked = new ArrayList<>();

    private WanCollector(FoundGateway found, TimeLimit limit) {
        this.found = found;
        this.limit = limit.atMost(PATIENCE);
    }

    /**
     * Asks.
     *
     * @param mayMap whether a mapping may be made for a moment, where a gateway tells its address in
     *     no other way
     * @param upnp reads descriptions; empty where there is no such service
     * @return what the gateway said, without what lies beyond it
     * @throws InterruptedException when the calling thread is interrupted
     */
    public static Wan collect(
            FoundGateway found,
            boolean mayMap,
            Optional<Upnp> upnp,
            ParallelTasks tasks,
            TimeLimit limit)
            throws InterruptedException {
        WanCollector collector = new WanCollector(found, limit);
        if (mayMap || !found.seen().protocols().contains(PCP)) {
            collector.askAll();
        } else {
            collector.askWithoutMapping(upnp, tasks);
        }
        return collector.collect(tasks);
    }

    /** The gateway, and what is not part of it. */
    private void askAll() {
        found.gateway().ifPresent(asked::add);
        List<String> protocols = found.seen().protocols();
        for (Gateway each : found.singles()) {
            if (!protocols.containsAll(each.info().controlProtocols())) {
                asked.add(each);
            }
        }
    }

    /** The gateway asks over all of its protocols, so that the others have to be asked one by one. */
    private void askWithoutMapping(Optional<Upnp> upnp, ParallelTasks tasks)
            throws InterruptedException {
        for (Gateway each : found.singles()) {
            if (!each.info().controlProtocols().contains(PCP)) {
                asked.add(each);
            }
        }
        Optional<String> url = found.seen().descriptionUrl();
        if (upnp.isPresent() && url.isPresent()) {
            tasks.start(
                            "Reading the gateway",
                            () -> upnp.get().describe(URI.create(url.get())).gateway())
                    .await(limit)
                    .flatMap(each -> each)
                    .ifPresent(asked::add);
        }
    }

    /** What a gateway said of its address: which, that it has none, or nothing. */
    private record ToldAddress(Optional<InetAddress> address, boolean told) {}

    private record Timed<T>(T answer, long millis) {}

    private Wan collect(ParallelTasks tasks) throws InterruptedException {
        Task<Timed<Optional<WanStatus>>> asking =
                tasks.start("The question for the status", () -> timed(limit, this::status));
        Task<Timed<ToldAddress>> askingAddress =
                tasks.start("The question for the address", () -> timed(limit, this::address));
        Optional<Timed<Optional<WanStatus>>> status = asking.await(limit);
        Optional<Timed<ToldAddress>> address = askingAddress.await(limit);
        asking.stop();
        askingAddress.stop();
        Optional<WanStatus> answer = status.flatMap(Timed::answer);
        Optional<ToldAddress> told = address.map(Timed::answer).filter(ToldAddress::told);
        return new Wan(
                found.seen(),
                // Connected without an address means something, as long as the address is known.
                told.isEmpty() ? Optional.empty() : answer.map(WanStatus::connected),
                answer.map(WanStatus::status).orElse(""),
                told.flatMap(ToldAddress::address),
                uptime(answer),
                false,
                readMillis(status.map(Timed::millis), address.map(Timed::millis)),
                Optional.empty(),
                Optional.empty());
    }

    private interface Question<T> {
        T ask() throws InterruptedException;
    }

    private static <T> Timed<T> timed(TimeLimit limit, Question<T> question)
            throws InterruptedException {
        TimeLimit from = limit.atMost(PATIENCE);
        T answer = question.ask();
        return new Timed<>(answer, from.elapsed().toMillis());
    }

    private Optional<WanStatus> status() throws InterruptedException {
        for (Gateway each : asked) {
            if (each.capabilities().contains(Capability.STATUS)) {
                try {
                    return Optional.of(each.status());
                } catch (GatewayException e) {
                    // Another protocol may tell, and one that does not has no status.
                }
            }
        }
        return Optional.empty();
    }

    /** The first one that is told; else whether any gateway answered that there is none. */
    private ToldAddress address() throws InterruptedException {
        boolean told = false;
        for (Gateway each : asked) {
            try {
                return new ToldAddress(Optional.of(each.externalAddress()), true);
            } catch (GatewayException e) {
                told |= !e.isUnanswered();
            }
        }
        return new ToldAddress(Optional.empty(), told);
    }

    private static OptionalLong uptime(Optional<WanStatus> status) {
        Optional<Duration> uptime = status.flatMap(WanStatus::uptime);
        return uptime.isPresent()
                ? OptionalLong.of(uptime.get().toSeconds())
                : OptionalLong.empty();
    }

    /** The status takes two requests; the address goes over HTTP where UPnP is asked first. */
    private long readMillis(Optional<Long> status, Optional<Long> address) {
        long slowest = found.readMillis();
        long waited = limit.elapsed().toMillis();
        if (isAnyAsked()) {
            slowest = Math.max(slowest, status.map(each -> each / 2).orElse(waited));
        }
        List<String> protocols = found.seen().protocols();
        if (!asked.isEmpty() && protocols.get(0).equals(UpnpAttributes.CONTROL_PROTOCOL)) {
            slowest = Math.max(slowest, address.orElse(waited));
        }
        return slowest;
    }

    private boolean isAnyAsked() {
        for (Gateway each : asked) {
            if (each.capabilities().contains(Capability.STATUS)) {
                return true;
            }
        }
        return false;
    }
}
