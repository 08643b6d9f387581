// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

import java.io.PrintStream;
import java.util.Optional;

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
 */
public record Console(
        PrintStream out,
        PrintStream err,
        boolean terminal,
        boolean dataOnTerminal,
        Environment environment) {

    public enum Environment {
        /** The process ends with the command. */
        TERMINAL("postern "),
        /** The shell goes on when the command has ended. */
        SHELL("upnp:");

        private final String prefix;

        Environment(String prefix) {
            this.prefix = prefix;
        }
    }

    /** What the user types before the name of a command, such as {@code "postern "}. */
    public String prefix() {
        return environment.prefix;
    }

    /** Prints one line of data, without control characters. */
    public void data(String line) {
        out.println(PrintableText.of(line));
    }

    /** Prints one line for the user, without control characters. */
    public void message(String line) {
        err.println(PrintableText.of(line));
        err.flush();
    }

    public Console withoutProgress() {
        return new Console(out, err, false, dataOnTerminal, environment);
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
