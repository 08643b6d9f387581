// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.shell.commands.output.Console;

import java.util.List;

/** Runs commands: what the demo uses to do just what a user would type. */
@FunctionalInterface
public interface Shell {
    /**
     * Runs one command to its end.
     *
     * @param words the whole command line
     * @param console where to print
     * @return the exit code
     */
    int run(List<String> words, Console console);
}
