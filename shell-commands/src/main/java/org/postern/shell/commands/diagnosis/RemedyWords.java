// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.diagnosis;

import org.postern.api.doctor.Diagnosis;
import org.postern.api.doctor.Remedy;
import org.postern.shell.commands.command.CommonOptions;
import org.postern.shell.commands.command.Invocation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Words the next step of a diagnosis as a command that may be typed. */
final class RemedyWords {
    /** What a user who named it once means again, unless the next step is another one. */
    private static final List<String> KEPT =
            List.of(
                    CommonOptions.INTERFACE,
                    CommonOptions.GATEWAY,
                    CommonOptions.CONTROL,
                    CommonOptions.TIMEOUT);

    private final Invocation invocation;
    private final PortArguments arguments;
    private final Remedy remedy;

    private RemedyWords(Invocation invocation, PortArguments arguments, Remedy remedy) {
        this.invocation = invocation;
        this.arguments = arguments;
        this.remedy = remedy;
    }

    /** Empty where no command is the next step. */
    static Optional<String> command(
            Invocation invocation, PortArguments arguments, Diagnosis diagnosis) {
        return diagnosis
                .remedy()
                .map(each -> new RemedyWords(invocation, arguments, each))
                .flatMap(RemedyWords::command);
    }

    private Optional<String> command() {
        String value = remedy.value();
        return switch (remedy.advice()) {
            case NAME_GATEWAY -> Optional.of(with(CommonOptions.GATEWAY, value));
            case LONGER_SEARCH -> Optional.of(with(CommonOptions.TIMEOUT, value));
            case OTHER_INTERFACE -> Optional.of(with(CommonOptions.INTERFACE, value));
            case LIST_MAPPINGS -> Optional.of(line("mappings", List.of(), ""));
            case ANY_PORT ->
                    ofPort("map", internal(), arguments.protocol().name(), List.of("--any-port"));
            case OTHER_PROTOCOL -> ofPort("map", internal(), value, List.of());
            case OTHER_INTERNAL_PORT ->
                    ofPort("map", value, arguments.protocol().name(), List.of());
            case KEEP_PORT ->
                    ofPort(
                            "keep",
                            "",
                            arguments.protocol().name(),
                            internal().isEmpty() ? List.of() : List.of("--internal", internal()));
            case OPEN_PINHOLE ->
                    ofPort("map", "", arguments.protocol().name(), List.of("--family", "ipv6"));
            case PERMANENT_LEASE, DIAGNOSE -> Optional.empty();
        };
    }

    private String internal() {
        return arguments.internal().isPresent()
                ? Integer.toString(arguments.internal().getAsInt())
                : "";
    }

    /** What was wanted, with an option that helps. */
    private String with(String option, String value) {
        List<String> own = List.of("--" + option, value);
        return ofPort("map", internal(), arguments.protocol().name(), own, option)
                .orElseGet(() -> line("gateway", own, option));
    }

    private Optional<String> ofPort(
            String command, String internal, String protocol, List<String> more) {
        return ofPort(command, internal, protocol, more, "");
    }

    private Optional<String> ofPort(
            String command, String internal, String protocol, List<String> more, String replaced) {
        if (arguments.port().isEmpty()) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        words.add(Integer.toString(arguments.port().getAsInt()));
        if (!internal.isEmpty()) {
            words.add(internal);
        }
        words.addAll(List.of("--protocol", protocol));
        words.addAll(more);
        return Optional.of(line(command, words, replaced));
    }

    private String line(String command, List<String> own, String replaced) {
        List<String> words = new ArrayList<>(own);
        for (String option : KEPT) {
            if (invocation.has(option) && !option.equals(replaced)) {
                words.addAll(List.of("--" + option, invocation.text(option, "")));
            }
        }
        return (invocation.console().prefix() + command + " " + String.join(" ", words)).strip();
    }
}
