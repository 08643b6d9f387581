// SPDX-License-Identifier: Apache-2.0
package org.postern.packaging;

import org.apache.commons.cli.Option;
import org.postern.shell.commands.command.Syntax;

import java.util.List;
import java.util.stream.Collectors;

/** Completion for zsh, with the texts of the help. */
final class ZshCompletion {
    private static final String HEAD =
            """
            #compdef postern
            # Completion of postern for zsh. Made by the build of Postern.

            _postern_interfaces() {
                local -a names
                names=(${(f)"$(ls /sys/class/net 2>/dev/null || ifconfig -l 2>/dev/null | tr ' ' '\\n')"})
                compadd -a names
            }

            local curcontext=$curcontext state line
            typeset -A opt_args
            local -a actions
            actions=(
            %s)

            _arguments -C -A '-*' \\
                %s \\
                ': :->command' \\
                '*:: :->words' && return

            case $state in
                command) _describe -t commands command actions ;;
                words)
                    case $words[1] in
                        help) _describe -t commands command actions ;;
            """;

    private static final String TAIL =
            """
                    esac
                    ;;
            esac
            """;

    private static final String NEXT_LINE = " \\\n";

    private final List<Syntax> commands;

    ZshCompletion(List<Syntax> commands) {
        this.commands = commands;
    }

    String script() {
        String names =
                commands.stream()
                        .map(each -> "    " + quoted(each.name() + ":" + each.summary()) + "\n")
                        .collect(Collectors.joining());
        StringBuilder script =
                new StringBuilder(
                        HEAD.formatted(
                                names + "    'help:Lists the commands, or explains one.'\n",
                                specifications(OptionValues.common(commands), "    ")));
        for (Syntax command : commands) {
            script.append("            ").append(command.name()).append(")\n");
            script.append("                _arguments \\\n                    ");
            script.append(specifications(OptionValues.all(command), " ".repeat(20)));
            if (!command.arguments().isEmpty()) {
                script.append(NEXT_LINE).append(" ".repeat(20));
                // A message alone would keep options from being offered.
                script.append(
                        quoted(
                                "*:"
                                        + escaped(String.join(" ", command.arguments()))
                                        + ":_guard \"[^-]*\" argument"));
            }
            script.append("\n                ;;\n");
        }
        return script.append(TAIL).toString();
    }

    private static String specifications(List<Option> options, String indent) {
        return options.stream()
                .map(ZshCompletion::specification)
                .collect(Collectors.joining(NEXT_LINE + indent));
    }

    /** As {@code _arguments} reads it: exclusions, spellings, explanation, message and action. */
    private static String specification(Option option) {
        List<String> spellings = OptionValues.spellings(option);
        String rest = "[" + escaped(option.getDescription()) + "]" + value(option);
        if (OptionValues.isRepeated(option)) {
            return quoted("*" + spellings.get(0) + rest);
        }
        return spellings.size() == 1
                ? quoted(spellings.get(0) + rest)
                : "'("
                        + String.join(" ", spellings)
                        + ")'{"
                        + String.join(",", spellings)
                        + "}"
                        + quoted(rest);
    }

    private static String value(Option option) {
        if (!option.hasArg()) {
            return "";
        }
        String action = " ";
        if (OptionValues.isInterface(option)) {
            action = "_postern_interfaces";
        } else if (OptionValues.isProgram(option)) {
            action = "_command_names -e";
        } else if (!OptionValues.of(option).isEmpty()) {
            action = "(" + String.join(" ", OptionValues.of(option)) + ")";
        }
        return ":" + escaped(option.getArgName()) + ":" + action;
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\\\\\[\\]:]", "\\\\$0");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
