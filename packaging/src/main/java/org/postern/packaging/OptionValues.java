// SPDX-License-Identifier: Apache-2.0
package org.postern.packaging;

import org.apache.commons.cli.Option;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.completion.FixedValues;
import org.postern.simulator.PxpQuirk;
import org.postern.simulator.Quirk;
import org.postern.simulator.RouterProtocol;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What may be typed for the value of an option, where a shell can know that. */
final class OptionValues {
    private static final String QUIRK = "quirk";

    private OptionValues() {}

    /** All or the usual values; empty where there is nothing to offer. */
    static List<String> of(Option option) {
        List<String> fixed = FixedValues.of(option);
        if (!fixed.isEmpty()) {
            return fixed;
        }
        return switch (option.getLongOpt()) {
            case "control" ->
                    Stream.concat(
                                    Stream.of(option.getArgName().split("\\|"))
                                            .filter(word -> word.equals("auto")),
                                    Stream.of(RouterProtocol.values())
                                            .map(RouterProtocol::optionName))
                            .toList();
            case QUIRK ->
                    Stream.concat(
                                    Quirk.all().stream().map(Quirk::optionName),
                                    PxpQuirk.all().stream().map(PxpQuirk::optionName))
                            .toList();
            default -> List.of();
        };
    }

    /** Whether the value may be the name of a network interface of this machine. */
    static boolean isInterface(Option option) {
        return option.getLongOpt().equals("interface");
    }

    /** Whether the value is a program: a name on the PATH, or a file. */
    static boolean isProgram(Option option) {
        return option.getLongOpt().equals("exec");
    }

    /** Whether the option may be given more than once. */
    static boolean isRepeated(Option option) {
        return option.getLongOpt().equals(QUIRK);
    }

    static List<Option> all(Syntax syntax) {
        return Stream.concat(syntax.own().stream(), syntax.shared().stream()).toList();
    }

    /** Those of most commands. */
    static List<Option> common(List<Syntax> commands) {
        return commands.stream()
                .map(Syntax::shared)
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    /** How an option may be typed, the short name first. */
    static List<String> spellings(Option option) {
        String name = "--" + option.getLongOpt();
        return option.getOpt() == null ? List.of(name) : List.of("-" + option.getOpt(), name);
    }
}
