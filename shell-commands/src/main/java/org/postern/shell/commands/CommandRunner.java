// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandDispatcher;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.CommandExitCodes;
import org.postern.shell.commands.command.Help;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.Services;
import org.postern.shell.commands.command.Suggestion;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.output.Console;
import org.postern.shell.commands.output.VerboseLog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs a command line and returns the exit code. May be used by any number of threads; a command
 * runs on the caller's thread, and ends when that is interrupted.
 */
@Component(service = CommandRunner.class)
public final class CommandRunner implements CommandDispatcher {
    /** What the system says of a pipe (EPIPE); a reader such as head may stop at any time. */
    private static final String NO_READER = "Broken pipe";

    private static final String HELP = "help";

    private final Services services;
    private final String version;

    @Activate
    public CommandRunner(@Reference Services services, BundleContext context) {
        // OSGi writes the qualifier of Maven's 0.1.0-SNAPSHOT behind a dot.
        this(
                services,
                context.getBundle().getVersion().toString().replace(".SNAPSHOT", "-SNAPSHOT"));
    }

    CommandRunner(Services services, String version) {
        this.services = services;
        this.version = version;
    }

    @Override
    public int run(List<String> words, Console console) {
        try {
            return written(dispatch(words, console), console);
        } finally {
            console.flush();
        }
    }

    /** A command whose answer is lost has not succeeded. */
    private static int written(int exitCode, Console console) {
        Optional<String> failure = console.writeFailure();
        if (failure.isEmpty()) {
            return exitCode;
        }
        boolean unread = failure.get().equals(NO_READER);
        if (!unread) {
            console.error(
                    "postern: cannot write the answer: "
                            + failure.get()
                            + "."
                            + (exitCode == CommandExitCodes.SUCCESS
                                    ? " The command itself succeeded."
                                    : ""));
        }
        return switch (exitCode) {
            case CommandExitCodes.SUCCESS, CommandExitCodes.BROKEN_PIPE ->
                    unread ? CommandExitCodes.BROKEN_PIPE : CommandExitCodes.IO_ERROR;
            default -> exitCode;
        };
    }

    private int dispatch(List<String> words, Console console) {
        int index = CommandRegistry.indexOfName(words);
        if (index < 0) {
            return runNameless(words, console);
        }
        List<String> rest = new ArrayList<>(words);
        String name = rest.remove(index);
        return name.equals(HELP) ? help(rest, console) : run(name, rest, console);
    }

    private int help(List<String> words, Console console) {
        Optional<String> command = words.stream().filter(word -> !word.startsWith("-")).findFirst();
        return command.isPresent()
                ? run(command.get(), List.of("--" + HELP), console)
                : generalHelp(console);
    }

    private int run(String name, List<String> words, Console console) {
        Optional<Command> command = CommandRegistry.find(name);
        return command.isPresent()
                ? run(command.get(), words, console)
                : wrongUsage(
                        "There is no command '"
                                + name
                                + "'."
                                + Suggestion.question(name, CommandRegistry.names()),
                        console);
    }

    private int runNameless(List<String> words, Console console) {
        if (words.contains("--help") || words.contains("-h")) {
            return generalHelp(console);
        }
        if (words.contains("--version") || words.contains("-V") || words.equals(List.of("-v"))) {
            return printVersion(console);
        }
        Set<String> options = CommandRegistry.options();
        return wrongUsage(
                words.stream()
                        .filter(word -> !options.contains(word.split("=", 2)[0]))
                        .filter(word -> word.startsWith("-"))
                        .findFirst()
                        .map(
                                word ->
                                        "There is no option '"
                                                + word
                                                + "'."
                                                + Suggestion.question(word, options.stream()))
                        .orElse("A command is missing."),
                console);
    }

    private static int generalHelp(Console console) {
        Help.general(CommandRegistry.all(), console.prefix()).forEach(console::data);
        return CommandExitCodes.SUCCESS;
    }

    private int run(Command command, List<String> words, Console console) {
        Syntax syntax = command.syntax();
        try {
            Invocation invocation = Invocation.parse(syntax, words, console, services, this);
            if (invocation.help() && !syntax.passesThrough()) {
                Help.of(syntax, console.prefix()).forEach(console::data);
                return CommandExitCodes.SUCCESS;
            }
            return invocation.version() ? printVersion(console) : run(command, invocation);
        } catch (CommandException e) {
            console.error(String.valueOf(e.getMessage()));
            console.message(Help.usage(syntax, console.prefix()));
            console.message("See '" + console.prefix() + syntax.name() + " --help'.");
            return CommandExitCodes.USAGE;
        }
    }

    private static int run(Command command, Invocation invocation) throws CommandException {
        if (!invocation.verbose()) {
            return Execution.run(command, invocation);
        }
        VerboseLog log = VerboseLog.open(invocation.console().err());
        try {
            return Execution.run(command, invocation);
        } finally {
            log.close();
        }
    }

    private int printVersion(Console console) {
        console.data("postern " + version);
        return CommandExitCodes.SUCCESS;
    }

    private static int wrongUsage(String sentence, Console console) {
        console.error(sentence);
        if (!console.prefix().isEmpty()) {
            console.message("Usage: " + console.prefix() + "COMMAND [options]");
        }
        console.message("'" + console.helpCommand() + "' lists the commands.");
        return CommandExitCodes.USAGE;
    }
}
