// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.postern.shell.commands.command.Call;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Commands;
import org.postern.shell.commands.command.ExitCodes;
import org.postern.shell.commands.command.Help;
import org.postern.shell.commands.command.Services;
import org.postern.shell.commands.command.Shell;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.demo.DemoCommand;
import org.postern.shell.commands.output.Console;
import org.postern.shell.commands.output.VerboseLog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The one way from words to an exit code. May be used by any number of threads; a command runs on
 * its caller's and ends when that is interrupted.
 */
@Component(service = CommandRunner.class)
public final class CommandRunner implements Shell {
    private final Services services;
    private final String version;
    private final List<Command> commands =
            Stream.concat(Commands.all().stream(), Stream.of(new DemoCommand())).toList();

    /**
     * Made by Declarative Services.
     *
     * @param services whom the commands ask
     * @param context of this bundle
     */
    @Activate
    public CommandRunner(@Reference Services services, BundleContext context) {
        this(services, context.getBundle().getVersion().toString());
    }

    CommandRunner(Services services, String version) {
        this.services = services;
        this.version = version;
    }

    @Override
    public int run(List<String> words, Console console) {
        try {
            return dispatch(words, console);
        } finally {
            console.flush();
        }
    }

    private int dispatch(List<String> words, Console console) {
        int index = Commands.indexOfName(words, commands);
        if (index < 0) {
            return runNameless(words, console);
        }
        List<String> rest = new ArrayList<>(words);
        String name = rest.remove(index);
        Optional<Command> command =
                commands.stream().filter(each -> each.syntax().name().equals(name)).findFirst();
        return command.isPresent()
                ? run(command.get(), rest, console)
                : wrongUsage("There is no command '" + name + "'.", console);
    }

    private int runNameless(List<String> words, Console console) {
        if (words.contains("--help")) {
            Help.general(commands, console.prefix()).forEach(console::data);
            return ExitCodes.SUCCESS;
        }
        return words.contains("--version")
                ? printVersion(console)
                : wrongUsage("A command is missing.", console);
    }

    private int run(Command command, List<String> words, Console console) {
        Syntax syntax = command.syntax();
        try {
            Call call = Call.parse(syntax, words, console, services, this);
            if (call.help() && !syntax.passesThrough()) {
                Help.of(syntax, console.prefix()).forEach(console::data);
                return ExitCodes.SUCCESS;
            }
            return call.version() ? printVersion(console) : run(command, call);
        } catch (CommandException e) {
            console.message(String.valueOf(e.getMessage()));
            console.message(Help.usage(syntax, console.prefix()));
            console.message(
                    "'" + console.prefix() + syntax.name() + " --help' tells what it takes.");
            return ExitCodes.USAGE;
        }
    }

    private static int run(Command command, Call call) throws CommandException {
        if (!call.verbose()) {
            return Execution.run(command, call);
        }
        VerboseLog log = VerboseLog.open(call.console().err());
        try {
            return Execution.run(command, call);
        } finally {
            log.close();
        }
    }

    private int printVersion(Console console) {
        console.data("postern " + version);
        return ExitCodes.SUCCESS;
    }

    private static int wrongUsage(String sentence, Console console) {
        console.message(sentence);
        console.message("Usage: " + console.prefix() + "COMMAND [options]");
        console.message("'" + console.prefix().strip() + " --help' lists the commands.");
        return ExitCodes.USAGE;
    }
}
