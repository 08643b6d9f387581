// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

import java.io.PrintStream;

/**
 * Where a command prints. The streams are the real ones of the caller, so that other threads may
 * print to them too.
 *
 * @param out data
 * @param err progress, warnings and sentences of failure
 * @param terminal whether {@code err} is a terminal, which shows progress
 * @param dataOnTerminal whether {@code out} is one too, and nobody else reads the data
 * @param place where the command was typed
 */
public record Console(
        PrintStream out, PrintStream err, boolean terminal, boolean dataOnTerminal, Place place) {

    /** Where a command was typed. */
    public enum Place {
        /** On the terminal: the process ends with the command. */
        TERMINAL("postern "),
        /** In a shell, which goes on when the command has ended. */
        SHELL("upnp:");

        private final String prefix;

        Place(String prefix) {
            this.prefix = prefix;
        }
    }

    /**
     * What the user types before a command's name.
     *
     * @return such as {@code "postern "}
     */
    public String prefix() {
        return place.prefix;
    }

    /**
     * Prints one line of data.
     *
     * @param line made harmless on the way
     */
    public void data(String line) {
        out.println(PrintableText.of(line));
    }

    /**
     * Prints one line for the user beside the data.
     *
     * @param line made harmless on the way
     */
    public void message(String line) {
        err.println(PrintableText.of(line));
        err.flush();
    }

    /**
     * The same place without progress.
     *
     * @return a changed copy
     */
    public Console withoutProgress() {
        return new Console(out, err, false, dataOnTerminal, place);
    }

    /** Pushes out what is printed. */
    public void flush() {
        out.flush();
        err.flush();
    }
}
