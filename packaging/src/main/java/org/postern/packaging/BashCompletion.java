// SPDX-License-Identifier: Apache-2.0
package org.postern.packaging;

import org.apache.commons.cli.Option;
import org.postern.shell.commands.command.Syntax;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Completion for bash 3.2 and later, with or without the package bash-completion. */
final class BashCompletion {
    private static final String HEAD =
            """
            # Completion of postern for bash. Made by the build of Postern.

            _postern_interfaces() {
                ls /sys/class/net 2>/dev/null || ifconfig -l 2>/dev/null
            }

            _postern_programs() {
                local IFS=$'\\n'
                COMPREPLY=($(compgen -c -- "$current" | sort -u))
                compopt -o filenames 2>/dev/null
            }

            _postern() {
                local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
                local command='' words='' index
                COMPREPLY=()
                for ((index = 1; index < COMP_CWORD; index++)); do
                    case ${COMP_WORDS[index]} in
                        %s) ((index++)) ;;
                        -*) ;;
                        *)
                            command=${COMP_WORDS[index]}
                            break
                            ;;
                    esac
                done
                case $command:$previous in
            """;

    private static final String TAIL =
            """
                esac
                COMPREPLY=($(compgen -W "$words" -- "$current"))
            }

            complete -F _postern postern
            """;

    private final List<Syntax> commands;

    BashCompletion(List<Syntax> commands) {
        this.commands = commands;
    }

    String script() {
        String withValue = String.join(" | ", withValue());
        StringBuilder script = new StringBuilder(HEAD.formatted(withValue));
        Set<String> seen = new LinkedHashSet<>();
        for (Syntax command : commands) {
            for (Option option : OptionValues.all(command)) {
                // Before the command it takes what it does after the first that has it.
                if (option.hasArg()) {
                    script.append(values(command, option, seen.add(option.getLongOpt())));
                }
            }
        }
        script.append("        *:").append(withValue.replace("| ", "| *:")).append(") return ;;\n");
        script.append(
                words(
                        ":*",
                        Stream.concat(names(), Stream.of("help")),
                        OptionValues.common(commands)));
        script.append(words("help:*", names(), List.of()));
        for (Syntax command : commands) {
            script.append(words(command.name() + ":*", Stream.empty(), OptionValues.all(command)));
        }
        return script.append(TAIL).toString();
    }

    private Stream<String> names() {
        return commands.stream().map(Syntax::name);
    }

    private static String values(Syntax command, Option option, boolean first) {
        String name = ":--" + option.getLongOpt();
        String pattern = command.name() + name + (first ? " | " + name : "");
        if (OptionValues.isInterface(option)) {
            return branch(pattern, "words=$(_postern_interfaces)");
        }
        if (OptionValues.isProgram(option)) {
            return branch(pattern, "_postern_programs; return");
        }
        List<String> values = OptionValues.of(option);
        return values.isEmpty() ? "" : branch(pattern, "words='" + String.join(" ", values) + "'");
    }

    private static String words(String pattern, Stream<String> words, List<Option> options) {
        Stream<String> spellings =
                options.stream().flatMap(option -> OptionValues.spellings(option).stream());
        return branch(
                pattern,
                "words='" + Stream.concat(words, spellings).collect(Collectors.joining(" ")) + "'");
    }

    private static String branch(String pattern, String body) {
        return "        " + pattern + ") " + body + " ;;\n";
    }

    private Set<String> withValue() {
        return commands.stream()
                .flatMap(command -> OptionValues.all(command).stream())
                .filter(Option::hasArg)
                .map(option -> "--" + option.getLongOpt())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
