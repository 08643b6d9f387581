// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.apache.commons.cli.Option;
import org.postern.shell.commands.output.Block;
import org.postern.shell.commands.output.Block.Line;
import org.postern.shell.commands.output.Table;
import org.postern.shell.commands.output.WordWrap;

import java.util.ArrayList;
import java.util.List;

/** The texts of {@code --help}. */
public final class Help {
    /** Longer lines are hard to read. */
    private static final int WIDEST = 100;

    private static final Block EMPTY_LINE = Block.of("");

    private Help() {}

    /**
     * The help of one command.
     *
     * @param prefix what precedes its name, such as {@code "postern "}
     */
    public static List<Block> of(Syntax syntax, String prefix) {
        List<Block> blocks =
                new ArrayList<>(
                        List.of(text(usage(syntax, prefix)), EMPTY_LINE, text(syntax.summary())));
        syntax.details().forEach(each -> blocks.add(text(each)));
        if (!syntax.own().isEmpty()) {
            blocks.addAll(section("Options of " + syntax.name() + ":", options(syntax.own())));
        }
        blocks.addAll(section("Common options:", options(syntax.shared())));
        return blocks;
    }

    /**
     * The list of all commands.
     *
     * @param prefix what precedes their names
     */
    public static List<Block> general(List<Command> commands, String prefix) {
        Table table = Table.plain();
        for (Command command : commands) {
            Syntax syntax = command.syntax();
            table.row("  " + signature(syntax), syntax.summary());
        }
        List<Option> common = new ArrayList<>(CommonOptions.NETWORK);
        common.addAll(CommonOptions.EVERY);
        List<Block> blocks =
                new ArrayList<>(List.of(text("Usage: " + prefix + "COMMAND [options]")));
        blocks.addAll(section("Commands:", columns -> table.lines(readable(columns))));
        blocks.addAll(section("Common options:", options(common)));
        blocks.addAll(
                List.of(
                        EMPTY_LINE,
                        text("Options may come before or after the command."),
                        text("'" + prefix + "COMMAND --help' explains a command."),
                        text(
                                "Exit codes: 0 success, 1 to 28 result of the search or the"
                                        + " router, 64 wrong usage, 69 cannot start, 70 internal"
                                        + " error, 74 output cannot be written, 130 Ctrl-C, 141"
                                        + " output closed, 143 SIGTERM.")));
        return blocks;
    }

    /** The first line of the help. */
    public static String usage(Syntax syntax, String prefix) {
        return "Usage: " + prefix + signature(syntax) + " [options]";
    }

    private static String signature(Syntax syntax) {
        return (syntax.name() + " " + String.join(" ", syntax.arguments())).strip();
    }

    private static List<Block> section(String title, Block content) {
        return List.of(EMPTY_LINE, columns -> List.of(new Line(title, true)), content);
    }

    private static Block options(List<Option> options) {
        Table table = Table.plain();
        for (Option option : options) {
            String value = option.hasArg() ? " " + option.getArgName() : "";
            String letter = option.getOpt() == null ? "" : "-" + option.getOpt() + ", ";
            table.row("  " + letter + "--" + option.getLongOpt() + value, option.getDescription());
        }
        return columns -> table.lines(readable(columns));
    }

    private static Block text(String paragraph) {
        return columns ->
                WordWrap.lines(paragraph, readable(columns)).stream().map(Line::of).toList();
    }

    private static int readable(int columns) {
        return columns > 0 ? Math.min(columns, WIDEST) : WIDEST;
    }
}
