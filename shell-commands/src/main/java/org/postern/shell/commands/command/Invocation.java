// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.apache.commons.cli.CommandLine;
import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.GatewayException;
import org.postern.shell.commands.output.Console;
import org.postern.shell.commands.output.Console.Environment;

import java.util.ArrayList;
import java.util.List;

/**
 * One invocation of a command: its options and arguments, the console, and the services it may
 * use.
 */
public final class Invocation {
    private final CommandLine line;
    private final List<String> arguments;
    private final Console console;
    private final Services services;
    private final CommandDispatcher dispatcher;

    private Invocation(
            CommandLine line,
            List<String> arguments,
            Console console,
            Services services,
            CommandDispatcher dispatcher) {
        this.line = line;
        this.arguments = arguments;
        this.console = console;
        this.services = services;
        this.dispatcher = dispatcher;
    }

    /**
     * Parses a command line. Numbers are not checked yet.
     *
     * @param words all but the command's name
     * @throws CommandException for an unknown option, a missing value, or a wrong number of
     *     arguments
     */
    public static Invocation parse(
            Syntax syntax,
            List<String> words,
            Console console,
            Services services,
            CommandDispatcher dispatcher)
            throws CommandException {
        List<String> known = new ArrayList<>(words);
        if (syntax.passesThrough()) {
            known.retainAll(syntax.shared().stream().flatMap(Syntax::spellings).toList());
        }
        CommandLine line = ArgumentParser.parse(syntax, known);
        if (!line.hasOption(CommonOptions.HELP) && !line.hasOption(CommonOptions.VERSION)) {
            ArgumentParser.checkCount(syntax, line.getArgList());
        }
        List<String> arguments =
                syntax.passesThrough()
                        ? passedThrough(syntax, words)
                        : ArgumentParser.arguments(line);
        boolean quiet = line.hasOption(CommonOptions.JSON) || line.hasOption(CommonOptions.VERBOSE);
        return new Invocation(
                line, arguments, quiet ? console.withoutProgress() : console, services, dispatcher);
    }

    /** With the long names of our options, since the receiver knows only those. */
    private static List<String> passedThrough(Syntax syntax, List<String> words) {
        return words.stream()
                .map(word -> "-h".equals(word) ? "--" + CommonOptions.HELP : word)
                .filter(word -> !syntax.isOption(CommonOptions.VERBOSE, word))
                .toList();
    }

    public boolean help() {
        return has(CommonOptions.HELP);
    }

    public boolean version() {
        return has(CommonOptions.VERSION);
    }

    public boolean json() {
        return has(CommonOptions.JSON);
    }

    public boolean verbose() {
        return has(CommonOptions.VERBOSE);
    }

    /** Shows no progress when that would disturb the output, as with {@code --json}. */
    public Console console() {
        return console;
    }

    /** Whether the command was typed in a shell, which goes on when the command has ended. */
    public boolean inShell() {
        return console.environment() != Environment.TERMINAL;
    }

    public Services services() {
        return services;
    }

    public CommandDispatcher dispatcher() {
        return dispatcher;
    }

    /** The words that are not options; with {@link Syntax#passesThrough}, all words. */
    public List<String> arguments() {
        return arguments;
    }

    public boolean has(String option) {
        return line.hasOption(option);
    }

    public String text(String option, String absent) {
        @Nullable String value = line.getOptionValue(option);
        return value == null ? absent : ArgumentParser.unshielded(value);
    }

    public int number(String option, int absent, NumberRange range)
            throws CommandException, GatewayException {
        return has(option) ? range.parse(text(option, "")) : absent;
    }
}
