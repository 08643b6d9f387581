// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.shell.commands.output.Console.Place;

import java.util.List;
import java.util.stream.Stream;

/** Which keeper a command means. */
final class Keepers {
    private Keepers() {}

    static boolean inShell(Call call) {
        return call.console().place() == Place.SHELL;
    }

    /** On the terminal there is nothing to ask: each command is a process of its own. */
    static void checkInShell(Call call) throws CommandException {
        if (!inShell(call)) {
            throw CommandException.unavailable(
                    "Nothing is kept by a single command: '"
                            + call.console().prefix().strip()
                            + "' alone opens the shell, which keeps ports and answers this. On the"
                            + " terminal 'keep' keeps them as long as it runs.");
        }
    }

    /** The options with which the user chose a gateway or where to search for one. */
    static List<String> choices(Call call) {
        return Stream.of(
                        CommonOptions.INTERFACE,
                        CommonOptions.GATEWAY,
                        CommonOptions.IPV6,
                        CommonOptions.TIMEOUT)
                .filter(call::has)
                .toList();
    }
}
