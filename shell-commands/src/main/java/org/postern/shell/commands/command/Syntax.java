// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

import java.util.List;
import java.util.stream.Stream;

/**
 * The command line of one command.
 *
 * @param arguments such as {@code PORT [INTERNAL]}: one word each, in brackets when optional; the
 *     last with three dots where any number is taken
 * @param summary one sentence
 * @param details further sentences for the help
 * @param own the options of this command alone
 * @param shared the options of all commands of its kind
 * @param passesThrough whether all words but the {@code shared} options are passed on unparsed
 */
public record Syntax(
        String name,
        List<String> arguments,
        String summary,
        List<String> details,
        List<Option> own,
        List<Option> shared,
        boolean passesThrough) {

    /** A command that uses the network. It has no options of its own yet. */
    public static Syntax network(String name, String summary, String... arguments) {
        return new Syntax(
                name,
                List.of(arguments),
                summary,
                List.of(),
                List.of(),
                Stream.concat(CommonOptions.NETWORK.stream(), CommonOptions.EVERY.stream())
                        .toList(),
                false);
    }

    /** A command that uses no network and has no JSON output. */
    public static Syntax local(String name, String summary) {
        return new Syntax(
                name, List.of(), summary, List.of(), List.of(), CommonOptions.EVERY, false);
    }

    /** A command that uses local services only, and has JSON output. */
    public static Syntax asking(String name, String summary, String... arguments) {
        return new Syntax(
                name,
                List.of(arguments),
                summary,
                List.of(),
                List.of(),
                Stream.concat(Stream.of(CommonOptions.AS_JSON), CommonOptions.EVERY.stream())
                        .toList(),
                false);
    }

    public Syntax withDetails(String... others) {
        return new Syntax(name, arguments, summary, List.of(others), own, shared, passesThrough);
    }

    public Syntax withOptions(Option... others) {
        return new Syntax(
                name, arguments, summary, details, List.of(others), shared, passesThrough);
    }

    public Syntax passingThrough() {
        return new Syntax(name, arguments, summary, details, own, shared, true);
    }

    /** All options, those of the command first. */
    public Options options() {
        Options options = new Options();
        Stream.concat(own.stream(), shared.stream()).forEach(options::addOption);
        return options;
    }

    /** How an option may be typed. */
    static Stream<String> spellings(Option option) {
        Stream<String> name = Stream.of("--" + option.getLongOpt());
        return option.getOpt() == null
                ? name
                : Stream.concat(name, Stream.of("-" + option.getOpt()));
    }

    /** All options, as they may be typed. */
    public Stream<String> spellings() {
        return Stream.concat(own.stream(), shared.stream()).flatMap(Syntax::spellings);
    }

    /** Whether a word is the shared option of this name. */
    boolean isOption(String name, String word) {
        return shared.stream()
                .filter(option -> name.equals(option.getLongOpt()))
                .flatMap(Syntax::spellings)
                .anyMatch(word::equals);
    }

    /** The long names of all options, with their dashes. */
    Stream<String> optionNames() {
        return Stream.concat(own.stream(), shared.stream())
                .map(option -> "--" + option.getLongOpt());
    }

    long mandatoryArguments() {
        return arguments.stream().filter(argument -> !argument.startsWith("[")).count();
    }

    boolean takesAnyNumber() {
        return !arguments.isEmpty() && arguments.get(arguments.size() - 1).contains("...");
    }

    /** Whether a word is an option of this command that is followed by a value. */
    public boolean takesValue(String word) {
        return Stream.concat(own.stream(), shared.stream())
                .anyMatch(option -> option.hasArg() && word.equals("--" + option.getLongOpt()));
    }
}
