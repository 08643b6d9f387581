// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.examination;

import org.postern.api.doctor.DiagnosisRequest;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.PortKey;
import org.postern.doctor.evidence.DroppedPackets;
import org.postern.doctor.evidence.Evidence;
import org.postern.doctor.evidence.LocalMachine;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.evidence.Searching;
import org.postern.doctor.evidence.Wan;
import org.postern.doctor.evidence.Wan.FartherRouter;
import org.postern.doctor.internal.host.HostInterface;
import org.postern.doctor.internal.host.WayOut;
import org.postern.doctor.nexthop.DefaultGateway;
import org.postern.doctor.port.PortInquiry;
import org.postern.doctor.searching.FoundGateway;
import org.postern.doctor.searching.NetworkSearch;
import org.postern.doctor.searching.SearchOutcome;
import org.postern.doctor.searching.SearchPlace;
import org.postern.doctor.timing.ParallelTasks;
import org.postern.doctor.timing.Task;
import org.postern.doctor.timing.TimeLimit;
import org.postern.doctor.wan.FartherRouterProbe;
import org.postern.doctor.wan.StunClient;
import org.postern.doctor.wan.StunServer;
import org.postern.doctor.wan.WanCollector;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** One examination. Lives on the thread that asked; the collectors have threads of their own. */
final class RunningExamination {
    /** The port's collector ends with the limit, when what it made is removed. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private static final Searching NOT_SEARCHED =
            new Searching(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    DroppedPackets.NOT_MEASURED,
                    Optional.empty());

    private final DiagnosisRequest request;
    private final Optional<StunServer> stunServer;
    private final SearchPlace place;
    private final ExaminationServices services;
    private final EvidenceCollectors collectors;
    private final Predicate<Evidence> portMatters;
    private final ParallelTasks tasks;
    private final TimeLimit limit;
    private final DiagnosisProgress progress;

    RunningExamination(
            DiagnosisRequest request,
            Optional<StunServer> stunServer,
            SearchPlace place,
            ExaminationServices services,
            EvidenceCollectors collectors,
            Predicate<Evidence> portMatters,
            ParallelTasks tasks,
            TimeLimit limit,
            DiagnosisProgress progress) {
        this.request = request;
        this.stunServer = stunServer;
        this.place = place;
        this.services = services;
        this.collectors = collectors;
        this.portMatters = portMatters;
        this.tasks = tasks;
        this.limit = limit;
        this.progress = progress;
    }

    Evidence run() throws InterruptedException {
        progress.accept("Looking at this machine");
        LocalMachine machine =
                tasks.start("Looking at this machine", collectors::machine)
                        .await(limit)
                        .orElseThrow(
                                () -> new IllegalStateException("This machine tells nothing."));
        Task<LocalMachine> firewalls =
                tasks.start("Looking for firewalls", () -> collectors.withFirewalls(machine));
        if (!hasNetwork(machine)) {
            return new Evidence(
                    RequestCheck.question(request),
                    machine,
                    List.of(),
                    NOT_SEARCHED,
                    Optional.empty(),
                    Optional.empty());
        }
        try (Drops drops = collectors.drops()) {
            Task<Boolean> noise = tasks.start("Listening", () -> measureNoise(drops));
            DefaultGatewayTask gateways = gateways(machine);
            noise.await(limit);
            return examine(machine, firewalls, gateways, drops);
        }
    }

    /** Without an address that a router gave, there is nobody who could be asked over IPv4. */
    private static boolean hasNetwork(LocalMachine machine) {
        for (HostInterface each : machine.interfaces()) {
            for (InetAddress own : each.addresses()) {
                if (each.up() && own instanceof Inet4Address && !own.isLinkLocalAddress()) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * What a port needs has to be measured before a search, whose answers may be dropped. The
     * answers to sockets that are connected are not, as a rule.
     */
    private boolean measureNoise(Drops drops) throws InterruptedException {
        if (request.port().isPresent()) {
            drops.measureNoise();
        }
        return true;
    }

    private DefaultGatewayTask gateways(LocalMachine machine) throws InterruptedException {
        List<DefaultGateway> gateways =
                tasks.start(
                                "Looking for default gateways",
                                () -> collectors.defaultGateways(machine.interfaces()))
                        .await(limit)
                        .orElse(List.of());
        if (!gateways.isEmpty()) {
            progress.accept(
                    "Asking the default gateway " + gateways.get(0).address().getHostAddress());
        }
        return DefaultGatewayTask.start(gateways, collectors, tasks, limit);
    }

    private Evidence examine(
            LocalMachine machine,
            Task<LocalMachine> firewalls,
            DefaultGatewayTask gateways,
            Drops drops)
            throws InterruptedException {
        Task<Optional<InetAddress>> stun = tasks.start("Asking the STUN server", this::askStun);
        Task<Optional<String>> announcements =
                tasks.start(
                        "Looking who hears announcements",
                        () -> collectors.announcementPort(limit));
        Drops.SearchCount count = drops.startSearch();
        SearchOutcome found = search(gateways);
        count.end().run();
        Task<WayOut> answers =
                tasks.start("Looking where answers leave", () -> wayOut(machine, found));
        Optional<Wan> wan = wan(found, gateways, stun);
        conclude(found, gateways);
        if (found.chosen().isEmpty() && count.soFar().soFar().count() > 0 && !limit.isOver()) {
            drops.measureNoise();
        }
        Searching searching =
                new Searching(
                        found.answers(),
                        found.devices(),
                        found.gateways(),
                        protocols(found, gateways),
                        count.soFar().soFar(),
                        announcements.result().flatMap(each -> each));
        Evidence evidence =
                new Evidence(
                        RequestCheck.question(request),
                        firewalls
                                .result()
                                .orElse(machine)
                                .leaving(answers.await(limit).orElse(machine.wayOut())),
                        gateways.known(),
                        searching,
                        wan,
                        Optional.empty());
        return withPort(evidence, found, drops);
    }

    private WayOut wayOut(LocalMachine machine, SearchOutcome found) {
        return found.chosen()
                .map(each -> collectors.wayOut(machine, each.seen().localAddress()))
                .orElse(machine.wayOut());
    }

    private Optional<InetAddress> askStun() throws InterruptedException {
        return stunServer.isPresent() ? StunClient.ask(stunServer.get(), limit) : Optional.empty();
    }

    private SearchOutcome search(DefaultGatewayTask gateways) throws InterruptedException {
        return new NetworkSearch(
                        services.search(),
                        request.query().withIpv6(false),
                        place,
                        gateways::known,
                        tasks,
                        limit)
                .run(progress);
    }

    private Optional<Wan> wan(
            SearchOutcome found, DefaultGatewayTask gateways, Task<Optional<InetAddress>> stun)
            throws InterruptedException {
        if (found.chosen().isEmpty()) {
            return Optional.empty();
        }
        FoundGateway chosen = found.chosen().get();
        InetAddress address = chosen.seen().address();
        progress.accept("Asking the gateway " + address.getHostAddress() + " for its connection");
        Wan wan =
                WanCollector.collect(
                        chosen, request.testMapping(), services.search().upnp(), tasks, limit);
        Optional<FartherRouter> farther = Optional.empty();
        if (wan.externalAddress().isPresent() && !place.loopback()) {
            farther = FartherRouterProbe.look(wan.externalAddress().get(), address, tasks, limit);
        }
        if (stunServer.isPresent()) {
            progress.accept("Asking the STUN server " + stunServer.get());
        }
        Optional<InetAddress> seen = stun.await(limit).flatMap(each -> each);
        return Optional.of(wan.with(gateways.isNetworkFailing(address), farther, seen));
    }

    /** Who is at the other default gateways matters where the examined one is none of them. */
    private void conclude(SearchOutcome found, DefaultGatewayTask gateways)
            throws InterruptedException {
        if (found.chosen().filter(each -> gateways.isAt(each.seen().address())).isPresent()) {
            gateways.stop(limit);
        } else if (!gateways.isOver()) {
            progress.accept("Waiting for the default gateway");
            gateways.await(limit);
        }
    }

    private static List<String> protocols(SearchOutcome found, DefaultGatewayTask gateways) {
        Set<String> names = new LinkedHashSet<>(found.protocolsThatAnswered());
        names.addAll(gateways.protocols());
        return List.copyOf(names);
    }

    /** A helper outside may find the port open, whatever else looks wrong. */
    private Evidence withPort(Evidence evidence, SearchOutcome found, Drops drops)
            throws InterruptedException {
        Optional<Gateway> gateway = found.chosen().flatMap(FoundGateway::gateway);
        if (request.port().isEmpty()
                || gateway.isEmpty()
                || limit.isOver()
                || !(request.helper().isPresent() || portMatters.test(evidence))) {
            return evidence;
        }
        PortKey key = new PortKey(request.protocol(), request.port().getAsInt());
        progress.accept("Examining port " + key.protocol() + " " + key.externalPort());
        PortInquiry inquiry =
                new PortInquiry(
                        gateway.get(),
                        key,
                        request.internalPort().orElse(key.externalPort()),
                        evidence.wan().flatMap(Wan::externalAddress),
                        request.helper(),
                        request.testMapping());
        Optional<PortEvidence> port =
                tasks.start(
                                "Examining the port",
                                () -> collectors.port(inquiry, drops, services.helper(), limit))
                        .await(TimeLimit.of(limit.left().plus(LATE), limit.nanoTime()));
        return new Evidence(
                evidence.question(),
                evidence.machine(),
                evidence.nextHops(),
                evidence.searching(),
                evidence.wan(),
                port);
    }
}
