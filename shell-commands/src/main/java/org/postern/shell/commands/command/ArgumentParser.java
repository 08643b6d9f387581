// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

import java.util.List;

/** Parses the options and arguments of a command line. */
final class ArgumentParser {
    private static final String SHIELD = "\0";

    private ArgumentParser() {}

    static CommandLine parse(Syntax syntax, List<String> words) throws CommandException {
        String[] shielded =
                words.stream()
                        .map(word -> isNegative(word) ? SHIELD + word : word)
                        .toArray(String[]::new);
        DefaultParser parser =
                DefaultParser.builder()
                        .setAllowPartialMatching(false)
                        .setStripLeadingAndTrailingQuotes(false)
                        .get();
        try {
            return parser.parse(syntax.options(), shielded);
        } catch (UnrecognizedOptionException e) {
            throw CommandException.usage(
                    "'"
                            + syntax.name()
                            + "' has no option '"
                            + e.getOption()
                            + "'."
                            + Suggestion.question(e.getOption(), syntax.optionNames()));
        } catch (MissingArgumentException e) {
            throw CommandException.usage(
                    "The option '--"
                            + e.getOption().getLongOpt()
                            + "' needs a value: "
                            + e.getOption().getArgName()
                            + ".");
        } catch (ParseException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }

    /** Negative numbers are not options: the range checks reject them with a better message. */
    private static boolean isNegative(String word) {
        return word.startsWith("-") && NumberRange.isNumber(word);
    }

    static List<String> arguments(CommandLine line) {
        return line.getArgList().stream().map(ArgumentParser::unshielded).toList();
    }

    static String unshielded(String word) {
        return word.startsWith(SHIELD) ? word.substring(SHIELD.length()) : word;
    }

    static void checkCount(Syntax syntax, List<String> arguments) throws CommandException {
        if (arguments.size() < syntax.mandatoryArguments()) {
            throw CommandException.usage(
                    "'"
                            + syntax.name()
                            + "' needs a "
                            + syntax.arguments().get(arguments.size()).replace("...", "")
                            + ".");
        }
        if (arguments.size() > syntax.arguments().size() && !syntax.takesAnyNumber()) {
            throw CommandException.usage(
                    "Unexpected argument '"
                            + unshielded(arguments.get(syntax.arguments().size()))
                            + "'.");
        }
    }
}
