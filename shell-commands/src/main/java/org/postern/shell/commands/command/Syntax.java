// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the user may type for one command.
 *
 * @param name the command's name
 * @param arguments such as {@code PORT [INTERNAL]}: one word each, in brackets when it may be left
 *     out; the last with three dots when it may be repeated
 * @param summary one sentence
 * @param details further sentences for the help
 * @param own the options of this command alone
 * @param shared the options of all commands of its kind
 * @param passesThrough true to hand the words on as they are, but for those of {@code shared}
 */
public record Syntax(
        String name,
        List<String> arguments,
        String summary,
        List<String> details,
        List<Option> own,
        List<Option> shared,
        boolean passesThrough) {

    /**
     * A command that uses the network.
     *
     * @param name the command's name
     * @param summary one sentence
     * @param arguments as in the record
     * @return a syntax without options of its own
     */
    static Syntax network(String name, String summary, String... arguments) {
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

    /**
     * A command that stays on this machine.
     *
     * @param name the command's name
     * @param summary one sentence
     * @return a syntax without options of its own
     */
    public static Syntax local(String name, String summary) {
        return new Syntax(
                name, List.of(), summary, List.of(), List.of(), CommonOptions.EVERY, false);
    }

    /**
     * A command that talks to bundles here, and to no network.
     *
     * @param name the command's name
     * @param summary one sentence
     * @param arguments as in the record
     * @return a syntax without options of its own
     */
    static Syntax asking(String name, String summary, String... arguments) {
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

    /**
     * This syntax with more to say in its help.
     *
     * @param others lines of text
     * @return a changed copy
     */
    public Syntax withDetails(String... others) {
        return new Syntax(name, arguments, summary, List.of(others), own, shared, passesThrough);
    }

    Syntax withOptions(Option... others) {
        return new Syntax(
                name, arguments, summary, details, List.of(others), shared, passesThrough);
    }

    Syntax passingThrough() {
        return new Syntax(name, arguments, summary, details, own, shared, true);
    }

    /**
     * All options, those of the command first.
     *
     * @return to parse words with
     */
    public Options options() {
        Options options = new Options();
        Stream.concat(own.stream(), shared.stream()).forEach(options::addOption);
        return options;
    }

    long mandatoryArguments() {
        return arguments.stream().filter(argument -> !argument.startsWith("[")).count();
    }

    boolean takesAnyNumber() {
        return !arguments.isEmpty() && arguments.get(arguments.size() - 1).endsWith("...");
    }

    /** Whether a word is an option of this command whose value is the next word. */
    boolean takesValue(String word) {
        return Stream.concat(own.stream(), shared.stream())
                .anyMatch(option -> option.hasArg() && word.equals("--" + option.getLongOpt()));
    }

    static Option flag(String name, String description) {
        return Option.builder().longOpt(name).desc(description).get();
    }

    static Option value(String name, String valueName, String... description) {
        return Option.builder()
                .longOpt(name)
                .hasArg()
                .argName(valueName)
                .desc(String.join(" ", Arrays.asList(description)))
                .get();
    }
}
