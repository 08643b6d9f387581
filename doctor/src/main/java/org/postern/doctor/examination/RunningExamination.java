// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.examination;

import org.postern.doctor.evidence.DroppedPackets;
import org.postern.doctor.evidence.Evidence;
import org.postern.doctor.evidence.LocalMachine;
import org.postern.doctor.evidence.Searching;
import org.postern.doctor.evidence.Wan;
import org.postern.doctor.internal.host.HostInterface;
import org.postern.doctor.internal.host.WayOut;
import org.postern.doctor.nexthop.DefaultGateway;
import org.postern.doctor.searching.FoundGateway;
import org.postern.doctor.searching.NetworkSearch;
import org.postern.doctor.searching.SearchOutcome;
import org.postern.doctor.timing.ParallelTasks;
import org.postern.doctor.timing.Task;
import org.postern.doctor.timing.TimeLimit;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One examination, step by step: this machine, its default gateways, the search for a gateway, that
 * gateway, the port. Lives on the thread that asked; the collectors have threads of their own.
 */
final class RunningExamination {
    private static final Searching NOT_SEARCHED =
            new Searching(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    DroppedPackets.NOT_MEASURED,
                    Optional.empty());

    private final ExaminationSetup setup;
    private final PortStep portStep;
    private final EvidenceCollectors collectors;
    private final ParallelTasks tasks;
    private final TimeLimit limit;

    RunningExamination(ExaminationSetup setup, Predicate<Evidence> portMatters) {
        this.setup = setup;
        this.portStep = new PortStep(setup, portMatters);
        this.collectors = setup.collectors();
        this.tasks = setup.tasks();
        this.limit = setup.limit();
    }

    Evidence run() throws InterruptedException {
        setup.progress().accept("Looking at this machine");
        LocalMachine machine =
                tasks.start("Looking at this machine", collectors::machine)
                        .await(limit)
                        .orElseThrow(
                                () -> new IllegalStateException("This machine tells nothing."));
        Task<LocalMachine> firewalls =
                tasks.start("Looking for firewalls", () -> collectors.withFirewalls(machine));
        if (!hasNetwork(machine)) {
            return new Evidence(
                    RequestCheck.question(setup.request()),
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
        if (setup.request().port().isPresent()) {
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
            setup.progress()
                    .accept(
                            "Asking the default gateway "
                                    + gateways.get(0).address().getHostAddress());
        }
        return DefaultGatewayTask.start(gateways, collectors, tasks, limit);
    }

    private Evidence examine(
            LocalMachine machine,
            Task<LocalMachine> firewalls,
            DefaultGatewayTask gateways,
            Drops drops)
            throws InterruptedException {
        WanStep wanStep = WanStep.start(setup);
        Task<Optional<String>> announcements =
                tasks.start(
                        "Looking who hears announcements",
                        () -> collectors.announcementPort(limit));
        Drops.SearchCount count = drops.startSearch();
        SearchOutcome found = search(gateways);
        count.end().run();
        Task<WayOut> answers =
                tasks.start("Looking where answers leave", () -> wayOut(machine, found));
        Optional<Wan> wan =
                found.chosen().isPresent()
                        ? Optional.of(wanStep.ask(found.chosen().get(), gateways))
                        : Optional.empty();
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
                        RequestCheck.question(setup.request()),
                        firewalls
                                .result()
                                .orElse(machine)
                                .leaving(answers.await(limit).orElse(machine.wayOut())),
                        gateways.known(),
                        searching,
                        wan,
                        Optional.empty());
        return portStep.add(evidence, found.chosen().flatMap(FoundGateway::gateway), drops);
    }

    private WayOut wayOut(LocalMachine machine, SearchOutcome found) {
        return found.chosen()
                .map(each -> collectors.wayOut(machine, each.seen().localAddress()))
                .orElse(machine.wayOut());
    }

    private SearchOutcome search(DefaultGatewayTask gateways) throws InterruptedException {
        return new NetworkSearch(
                        setup.services().search(),
                        setup.request().query().withIpv6(false),
                        setup.place(),
                        gateways::known,
                        tasks,
                        limit)
                .run(setup.progress());
    }

    /** Who is at the other default gateways matters where the examined one is none of them. */
    private void conclude(SearchOutcome found, DefaultGatewayTask gateways)
            throws InterruptedException {
        if (found.chosen().filter(each -> gateways.isAt(each.seen().address())).isPresent()) {
            gateways.stop(limit);
        } else if (!gateways.isOver()) {
            setup.progress().accept("Waiting for the default gateway");
            gateways.await(limit);
        }
    }

    private static List<String> protocols(SearchOutcome found, DefaultGatewayTask gateways) {
        Set<String> names = new LinkedHashSet<>(found.protocolsThatAnswered());
        names.addAll(gateways.protocols());
        return List.copyOf(names);
    }
}
