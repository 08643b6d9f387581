// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.shell.commands.output.Console;

import java.util.List;

/** Runs commands. The demo uses it to do exactly what a user would type. */
@FunctionalInterface
public interface CommandDispatcher {
    /**
     * Runs one command to its end, and returns the exit code.
     *
     * @param words the whole command line
     */
    int run(List<String> words, Console console);
}
