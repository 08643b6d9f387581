// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

import org.postern.shell.commands.output.Block.Line;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where a command prints. The streams are those of the caller, so other threads may print to them
 * too.
 *
 * @param out data
 * @param err progress, warnings and error messages
 * @param terminal whether {@code err} is a terminal, which shows progress
 * @param dataOnTerminal whether {@code out} is a terminal as well, so that no program reads the
 *     data
 * @param environment where the command was typed
 * @param display how lines are laid out on a terminal
 */
public record Console(
        PrintStream out,
        PrintStream err,
        boolean terminal,
        boolean dataOnTerminal,
        Environment environment,
        Display display) {

    /** A console without a known width, and without colours. */
    public Console(
            PrintStream out,
            PrintStream err,
            boolean terminal,
            boolean dataOnTerminal,
            Environment environment) {
        this(out, err, terminal, dataOnTerminal, environment, Display.PLAIN);
    }

    public enum Environment {
        /** The process ends with the command. */
        TERMINAL("postern "),
        /** The shell goes on when the command has ended. */
        SHELL("upnp:"),
        /** A shell of which we are the only user, and whose functions need no scope. */
        OWN_SHELL("");

        private final String prefix;

        Environment(String prefix) {
            this.prefix = prefix;
        }
    }

    /** What the user types before the name of a command, such as {@code "postern "}. */
    public String prefix() {
        return environment.prefix;
    }

    /** What lists the commands here. */
    public String helpCommand() {
        return environment == Environment.TERMINAL ? "postern --help" : prefix() + "help";
    }

    /** Prints one line of data, without control characters. A terminal gets it in several. */
    public void data(String line) {
        data(Line.of(line));
    }

    public void data(Block block) {
        block.lines(dataOnTerminal ? display.columns() : 0).forEach(this::data);
    }

    private void data(Line line) {
        UnaryOperator<String> emphasis =
                line.heading() && dataOnTerminal
                        ? display.emphasis()::heading
                        : UnaryOperator.identity();
        print(out, line.text(), dataOnTerminal, emphasis);
    }

    /** Prints one line for the user, without control characters. A terminal gets it in several. */
    public void message(String line) {
        message(line, UnaryOperator.identity());
    }

    public void warning(String line) {
        message(line, display.emphasis()::warning);
    }

    public void error(String line) {
        message(line, display.emphasis()::error);
    }

    private void message(String line, UnaryOperator<String> emphasis) {
        print(err, line, terminal, terminal ? emphasis : UnaryOperator.identity());
        err.flush();
    }

    private void print(
            PrintStream stream, String line, boolean wrapped, UnaryOperator<String> emphasis) {
        WordWrap.lines(PrintableText.of(line), wrapped ? display.columns() : 0)
                .forEach(part -> stream.println(emphasis.apply(part)));
    }

    public Console withoutProgress() {
        return new Console(out, err, false, dataOnTerminal, environment, display);
    }

    public void flush() {
        out.flush();
        err.flush();
    }

    /** Why data could not be written, where the stream can say that. */
    public Optional<String> writeFailure() {
        return out instanceof DataStream data ? data.failure() : Optional.empty();
    }
}
