// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.apache.commons.cli.CommandLine;
import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.GatewayException;
import org.postern.shell.commands.output.Console;

import java.util.ArrayList;
import java.util.List;

/** One call of a command: the user's words in order, where to print, and whom to ask. */
public final class Call {
    private final CommandLine line;
    private final List<String> arguments;
    private final Console console;
    private final Services services;
    private final Shell shell;

    private Call(
            CommandLine line,
            List<String> arguments,
            Console console,
            Services services,
            Shell shell) {
        this.line = line;
        this.arguments = arguments;
        this.console = console;
        this.services = services;
        this.shell = shell;
    }

    /**
     * Reads the user's words.
     *
     * @param syntax what may be typed
     * @param words all but the command's name
     * @param console where to print
     * @param services whom to ask
     * @param shell runs further commands
     * @return a call whose numbers are not checked yet
     * @throws CommandException for words that make no sense
     */
    public static Call parse(
            Syntax syntax, List<String> words, Console console, Services services, Shell shell)
            throws CommandException {
        List<String> known = new ArrayList<>(words);
        if (syntax.passesThrough()) {
            known.retainAll(
                    syntax.shared().stream().map(each -> "--" + each.getLongOpt()).toList());
        }
        CommandLine line = Words.parse(syntax, known);
        if (!line.hasOption(CommonOptions.HELP) && !line.hasOption(CommonOptions.VERSION)) {
            Words.checkCount(syntax, line.getArgList());
        }
        List<String> arguments =
                syntax.passesThrough() ? passedThrough(words) : Words.arguments(line);
        boolean quiet = line.hasOption(CommonOptions.JSON) || line.hasOption(CommonOptions.VERBOSE);
        return new Call(
                line, arguments, quiet ? console.withoutProgress() : console, services, shell);
    }

    private static List<String> passedThrough(List<String> words) {
        return words.stream().filter(word -> !word.equals("--" + CommonOptions.VERBOSE)).toList();
    }

    /**
     * Whether the help is wanted.
     *
     * @return true for yes
     */
    public boolean help() {
        return has(CommonOptions.HELP);
    }

    /**
     * Whether the version is wanted.
     *
     * @return true for yes
     */
    public boolean version() {
        return has(CommonOptions.VERSION);
    }

    /**
     * Whether the answer is wanted as JSON.
     *
     * @return true for yes
     */
    public boolean json() {
        return has(CommonOptions.JSON);
    }

    /**
     * Whether all that happens is to be told.
     *
     * @return true for yes
     */
    public boolean verbose() {
        return has(CommonOptions.VERBOSE);
    }

    /**
     * Where to print.
     *
     * @return without progress where that would disturb
     */
    public Console console() {
        return console;
    }

    /**
     * Whom to ask.
     *
     * @return looked up by each call of a method
     */
    public Services services() {
        return services;
    }

    /**
     * What runs further commands.
     *
     * @return the runner of this call
     */
    public Shell shell() {
        return shell;
    }

    /**
     * The words that are no options.
     *
     * @return as many as the syntax allows, or all words that are passed through
     */
    public List<String> arguments() {
        return arguments;
    }

    boolean has(String option) {
        return line.hasOption(option);
    }

    String text(String option, String absent) {
        @Nullable String value = line.getOptionValue(option);
        return value == null ? absent : Words.unshielded(value);
    }

    int number(String option, int absent, NumberRange range)
            throws CommandException, GatewayException {
        return has(option) ? range.parse(text(option, "")) : absent;
    }
}
