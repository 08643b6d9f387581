// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.apache.commons.cli.Option;
import org.postern.shell.commands.output.Table;

import java.util.ArrayList;
import java.util.List;

/** The texts of {@code --help}. */
public final class Help {
    private Help() {}

    /**
     * The help of one command.
     *
     * @param prefix what precedes its name, such as {@code "postern "}
     * @return lines of at most about 100 characters
     */
    public static List<String> of(Syntax syntax, String prefix) {
        List<String> lines = new ArrayList<>(List.of(usage(syntax, prefix), "", syntax.summary()));
        lines.addAll(syntax.details());
        if (!syntax.own().isEmpty()) {
            lines.addAll(List.of("", "Options of " + syntax.name() + ":"));
            lines.addAll(options(syntax.own()));
        }
        lines.addAll(List.of("", "Common options:"));
        lines.addAll(options(syntax.shared()));
        return lines;
    }

    /**
     * The list of all commands.
     *
     * @param prefix what precedes their names
     * @return lines of at most about 100 characters
     */
    public static List<String> general(List<Command> commands, String prefix) {
        Table table = Table.plain();
        for (Command command : commands) {
            Syntax syntax = command.syntax();
            table.row("  " + signature(syntax), syntax.summary());
        }
        List<String> lines =
                new ArrayList<>(List.of("Usage: " + prefix + "COMMAND [options]", "", "Commands:"));
        lines.addAll(table.lines());
        lines.addAll(List.of("", "Common options:"));
        lines.addAll(options(CommonOptions.NETWORK));
        lines.addAll(options(CommonOptions.EVERY));
        lines.addAll(
                List.of(
                        "",
                        "Options may stand before or after the name of the command.",
                        "'" + prefix + "COMMAND --help' explains a command.",
                        "Exit codes: 0 success, 1 to 28 result of the search or the router, 64"
                                + " wrong usage,",
                        "69 cannot start, 70 internal error, 130 Ctrl-C, 141 output closed, 143"
                                + " SIGTERM."));
        return lines;
    }

    /** The first line of the help. */
    public static String usage(Syntax syntax, String prefix) {
        return "Usage: " + prefix + signature(syntax) + " [options]";
    }

    private static String signature(Syntax syntax) {
        return (syntax.name() + " " + String.join(" ", syntax.arguments())).strip();
    }

    private static List<String> options(List<Option> options) {
        Table table = Table.plain();
        for (Option option : options) {
            String value = option.hasArg() ? " " + option.getArgName() : "";
            table.row("  --" + option.getLongOpt() + value, option.getDescription());
        }
        return table.lines();
    }
}
