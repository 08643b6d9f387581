// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Watch;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.LastingPorts;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortPhase;
import org.postern.shell.commands.command.CommandInterrupted;
import org.postern.shell.commands.command.DoctorHint;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.output.Block;
import org.postern.shell.commands.output.Console.Environment;
import org.postern.shell.commands.output.DisplayNames;
import org.postern.shell.commands.output.Progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps ports by configuration, and reports their state. */
final class ConfiguredKeep {
    /** Set by a launcher whose configuration is lost when the process ends. */
    static final String FORGETS = "postern.forgets";

    /** Enough to find a gateway that is not known yet and to open a port on it. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The search that began with the shell takes two; without a router nothing more will come. */
    private static final Duration TIMEOUT_WITHOUT_GATEWAY = Duration.ofSeconds(3);

    /** For the notes of ports that have just been opened. */
    private static final Duration EVENTS_TIMEOUT = Duration.ofMillis(300);

    private final Invocation invocation;
    private final LastingPorts lasting;
    private final PortKeeper keeper;

    ConfiguredKeep(Invocation invocation, LastingPorts lasting, PortKeeper keeper) {
        this.invocation = invocation;
        this.lasting = lasting;
        this.keeper = keeper;
    }

    Report run(KeepRequests wanted) throws GatewayException, InterruptedException {
        List<KeepRequest> requests = wanted.requests();
        KeptIndex before = KeptIndex.of(keeper);
        for (KeepRequest request : requests) {
            checkNotKeptByOthers(before.at(request.mapping()));
            checkFree(request, before);
        }
        ConditionWaiter waiter = new ConditionWaiter();
        OpeningNotes opened = new OpeningNotes(requests, waiter::wake);
        Watch watch = keeper.watch(opened);
        KeepOutcome outcome;
        try {
            for (KeepRequest request : requests) {
                lasting.keep(request);
            }
            outcome = new KeepOutcome(requests, await(requests, waiter));
            if (outcome.isAnyOpen()) {
                ToldEvents.await(keeper, EVENTS_TIMEOUT);
            }
        } finally {
            watch.close();
        }
        List<String> notes = new ArrayList<>(wanted.notes());
        notes.addAll(before.replaced(requests));
        List<Block> text = new ArrayList<>(outcome.open());
        fromNowOn(requests).forEach(each -> text.add(Block.of(each)));
        notes.addAll(opened.notes());
        notes.addAll(outcome.notOpen());
        outcome.firstNotOpen()
                .ifPresent(
                        each -> notes.add(DoctorHint.sentence(invocation, DoctorHint.port(each))));
        return new Report(outcome.json(), text, notes, outcome.exitCode());
    }

    /** Over IPv6 a port of this machine is open once; the keeper would not take the second up. */
    private static void checkFree(KeepRequest request, KeptIndex before) throws GatewayException {
        Optional<KeptPort> other = before.inTheWay(request);
        if (other.isPresent()) {
            throw new GatewayException(
                    Reason.CONFLICT,
                    "Port "
                            + request.mapping().effectiveInternalPort()
                            + " of this machine is kept already over IPv6, as "
                            + DisplayNames.of(other.get().request())
                            + " by "
                            + other.get().origin()
                            + ". Nothing is changed.");
        }
    }

    /**
     * The keeper would reject a configuration for a port that a program keeps, and say so only in
     * its log.
     */
    private static void checkNotKeptByOthers(List<KeptPort> kept) throws GatewayException {
        Optional<KeptPort> other = kept.stream().filter(each -> !each.persistent()).findFirst();
        if (other.isPresent()) {
            throw new GatewayException(
                    Reason.CONFLICT,
                    DisplayNames.of(other.get().request())
                            + " is kept already, by "
                            + other.get().origin()
                            + ". Nothing is changed.");
        }
    }

    private List<KeptPort> await(List<KeepRequest> requests, ConditionWaiter waiter)
            throws GatewayException, InterruptedException {
        try {
            Progress.during(
                    invocation.console(),
                    "Opening " + names(requests),
                    () -> waiter.await(() -> allSettled(requests), timeout()));
        } catch (InterruptedException e) {
            throw new CommandInterrupted(String.join(" ", fromNowOn(requests)));
        }
        return KeptIndex.of(keeper).matching(requests);
    }

    private Duration timeout() {
        return invocation.services().gateways().isEmpty() ? TIMEOUT_WITHOUT_GATEWAY : TIMEOUT;
    }

    private boolean allSettled(List<KeepRequest> requests) {
        KeptIndex index = KeptIndex.of(keeper);
        return requests.stream()
                .allMatch(each -> index.matching(each).filter(ConfiguredKeep::settled).isPresent());
    }

    private static boolean settled(KeptPort port) {
        return port.terms().families().stream()
                .allMatch(each -> settled(port.status(each).phase()));
    }

    private static boolean settled(PortPhase phase) {
        return switch (phase) {
            case OPEN, TAKEN, REFUSED -> true;
            case WAITING, OPENING, RELEASED -> false;
        };
    }

    private static String names(List<KeepRequest> requests) {
        return DisplayNames.of(requests.stream().map(KeepRequest::mapping).toList());
    }

    /** Those that are open, then those that are not. */
    private List<String> fromNowOn(List<KeepRequest> requests) {
        KeptIndex index = KeptIndex.of(keeper);
        List<KeepRequest> open =
                requests.stream()
                        .filter(
                                each ->
                                        index.matching(each)
                                                .filter(ConfiguredKeep::isOpen)
                                                .isPresent())
                        .toList();
        List<KeepRequest> others = new ArrayList<>(requests);
        others.removeAll(open);
        List<String> sentences = new ArrayList<>();
        if (!open.isEmpty()) {
            sentences.add(fromNowOn(open, true));
        }
        if (!others.isEmpty()) {
            sentences.add(fromNowOn(others, false));
        }
        return sentences;
    }

    private static boolean isOpen(KeptPort port) {
        return port.status().phase() == PortPhase.OPEN;
    }

    private String fromNowOn(List<KeepRequest> requests, boolean open) {
        boolean several = requests.size() > 1;
        String verb = several ? " are" : " is";
        return names(requests)
                + (open ? verb + " now kept open" : " will be kept open once the router opens it")
                + howLong()
                + " until you 'release' "
                + (several ? "them." : "it.");
    }

    private String howLong() {
        if (Boolean.getBoolean(FORGETS)) {
            return " while this shell runs,";
        }
        return invocation.console().environment() == Environment.OWN_SHELL
                ? " whenever this shell runs,"
                : ", also after restarts,";
    }
}
