// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.shell.commands.command.AdviceWords;
import org.postern.shell.commands.command.FailureMessages;
import org.postern.shell.commands.output.PortNames;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Words which of several ports are not open over which family, and why. The same trouble of
 * several ports is one sentence. Used by one thread.
 */
final class UnopenedPorts {
    private final List<MappingRequest> ports;

    /** By the name of the family, one outcome for each port; in the order they were tried. */
    private final Map<String, List<PortOutcome<?>>> families = new LinkedHashMap<>();

    UnopenedPorts(List<MappingRequest> ports) {
        this.ports = ports;
    }

    /** Takes one outcome for each port. */
    void add(String family, List<? extends PortOutcome<?>> outcomes) {
        families.put(family, List.copyOf(outcomes));
    }

    /** Of the first port that is open over no family; empty if there is none. */
    Optional<GatewayException> failure() {
        List<Integer> nowhere = nowhere();
        if (nowhere.isEmpty()) {
            return Optional.empty();
        }
        int first = nowhere.get(0);
        List<GatewayException> reasons =
                families.values().stream()
                        .flatMap(each -> each.get(first).failure().stream())
                        .toList();
        List<String> more =
                new ArrayList<>(reasons.stream().skip(1).map(AdviceWords::message).toList());
        List<Integer> like = like(first);
        int untried = (int) like.stream().filter(each -> !isTried(each)).count();
        int others = like.size() - untried - 1;
        if (others > 0) {
            more.add((others == 1 ? "Another port" : others + " more ports") + " failed likewise.");
        }
        if (untried > 0) {
            more.add("Not tried: " + untried + (untried == 1 ? " port." : " ports."));
        }
        return Optional.of(FailureMessages.withMore(reasons.get(0), more));
    }

    /** The index of the port that {@link #failure} is of. */
    int first() {
        return nowhere().get(0);
    }

    /** What {@link #failure} does not say. */
    List<String> notes() {
        List<Integer> nowhere = nowhere();
        List<Integer> told = nowhere.isEmpty() ? List.of() : like(nowhere.get(0));
        List<String> notes = new ArrayList<>();
        families.forEach((family, outcomes) -> notes.addAll(notes(family, outcomes, told)));
        return notes;
    }

    /** Of one port alone. */
    List<String> notes(int port) {
        List<String> notes = new ArrayList<>();
        families.forEach(
                (family, outcomes) ->
                        outcomes.get(port)
                                .failure()
                                .ifPresent(
                                        failure ->
                                                notes.add(
                                                        "Not open over "
                                                                + family
                                                                + ": "
                                                                + AdviceWords.message(failure))));
        return notes;
    }

    private List<String> notes(String family, List<PortOutcome<?>> outcomes, List<Integer> told) {
        Map<Trouble, List<Integer>> troubles = new LinkedHashMap<>();
        for (int port : indices()) {
            PortOutcome<?> outcome = outcomes.get(port);
            if (!outcome.isOpen() && !told.contains(port)) {
                troubles.computeIfAbsent(Trouble.of(outcome), key -> new ArrayList<>()).add(port);
            }
        }
        List<String> notes = new ArrayList<>();
        troubles.forEach(
                (trouble, those) -> {
                    String which = ports.size() == 1 ? "" : ": " + names(those);
                    notes.add(
                            trouble.tried()
                                    ? "Not open over " + family + which + reason(outcomes, those)
                                    : "Not tried over " + family + which + ".");
                });
        return notes;
    }

    private String names(List<Integer> those) {
        List<PortKey> keys =
                those.stream().flatMap(each -> ports.get(each).keys().stream()).toList();
        return PortNames.of(keys);
    }

    /** Of several ports that of the first one, which may name it. */
    private static String reason(List<PortOutcome<?>> outcomes, List<Integer> those) {
        List<String> messages =
                those.stream().map(each -> message(outcomes.get(each))).distinct().toList();
        return (messages.size() > 1 ? ". The first one: " : ": ") + messages.get(0);
    }

    private static String message(PortOutcome<?> outcome) {
        return outcome.failure().map(AdviceWords::message).orElse("");
    }

    private List<Integer> nowhere() {
        return indices().stream()
                .filter(
                        port ->
                                families.values().stream()
                                        .noneMatch(each -> each.get(port).isOpen()))
                .toList();
    }

    /** Those that failed over all families for the reasons of a first one, and that one. */
    private List<Integer> like(int first) {
        return nowhere().stream()
                .filter(
                        port ->
                                families.values().stream()
                                        .allMatch(
                                                each ->
                                                        Trouble.of(each.get(port))
                                                                .isLike(
                                                                        Trouble.of(
                                                                                each.get(first)))))
                .toList();
    }

    private boolean isTried(int port) {
        return families.values().stream().anyMatch(each -> each.get(port).tried());
    }

    private List<Integer> indices() {
        return IntStream.range(0, ports.size()).boxed().toList();
    }

    private record Trouble(Optional<Reason> reason, Optional<ControlCode> code, boolean tried) {
        static Trouble of(PortOutcome<?> outcome) {
            return new Trouble(
                    outcome.failure().map(GatewayException::reason),
                    outcome.failure().flatMap(GatewayException::code),
                    outcome.tried());
        }

        boolean isLike(Trouble other) {
            return reason.equals(other.reason) && code.equals(other.code);
        }
    }
}
