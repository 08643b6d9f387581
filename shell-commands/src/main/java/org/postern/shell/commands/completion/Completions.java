// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.completion;

import org.apache.commons.cli.Option;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.OptionSyntax;
import org.postern.shell.commands.command.Services;
import org.postern.shell.commands.command.Syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the words that may come next on a line of a shell. */
public final class Completions {
    private static final String HELP = "help";

    private final List<Command> commands;
    private final KnownValues values;

    public Completions(List<Command> commands, Services services) {
        this.commands = commands;
        this.values = new KnownValues(services);
    }

    /** The words that a line may begin with. */
    public List<Choice> commands() {
        List<Choice> choices = new ArrayList<>();
        commands.stream()
                .map(Command::syntax)
                .map(syntax -> new Choice(syntax.name(), syntax.summary()))
                .forEach(choices::add);
        choices.add(new Choice(HELP, "Lists the commands, or explains one."));
        choices.add(new Choice("exit", "Leaves the shell."));
        return choices;
    }

    /**
     * The words that may follow; empty where the first word is not a command of ours.
     *
     * @param words those before, at least one
     */
    public Optional<List<Choice>> after(List<String> words) {
        String name = words.get(0).replaceFirst("^upnp:", "");
        if (name.equals(HELP)) {
            return Optional.of(commands().subList(0, commands.size()));
        }
        return commands.stream()
                .map(Command::syntax)
                .filter(syntax -> syntax.name().equals(name))
                .findFirst()
                .map(syntax -> after(words, syntax));
    }

    private List<Choice> after(List<String> words, Syntax syntax) {
        String last = words.get(words.size() - 1);
        Optional<Option> open =
                options(syntax)
                        .filter(Option::hasArg)
                        .filter(option -> last.equals(spelling(option)))
                        .findFirst();
        if (open.isPresent()) {
            return values.of(open.get());
        }
        List<Choice> choices = new ArrayList<>(values.argumentsOf(syntax.name()));
        options(syntax)
                .filter(option -> !OptionSyntax.isForTerminalAlone(option))
                .filter(option -> !words.contains(spelling(option)) || isRepeated(option))
                .map(option -> new Choice(spelling(option), option.getDescription()))
                .forEach(choices::add);
        return choices;
    }

    private static Stream<Option> options(Syntax syntax) {
        return Stream.concat(syntax.own().stream(), syntax.shared().stream());
    }

    private static String spelling(Option option) {
        return "--" + option.getLongOpt();
    }

    private static boolean isRepeated(Option option) {
        return option.getLongOpt().equals(KnownValues.QUIRK);
    }
}
