// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import org.postern.shell.commands.TerminalCommand;
import org.postern.simulator.command.SimulateCommand;

import java.util.List;
import java.util.Objects;

/** Runs one command on the class path: a framework would take longer to start than most commands. */
final class OneCommand {
    private final UserFolders folders;

    OneCommand(UserFolders folders) {
        this.folders = folders;
    }

    /** Runs the command on the calling thread and returns its exit code. */
    int run(List<String> words) {
        System.setProperty(InteractiveShell.KEEPER_STATE, folders.foregroundMemory().toString());
        // Most commands need no simulator, and load none.
        return new TerminalCommand(
                        (options, streams) -> new SimulateCommand().applyAsInt(options, streams),
                        version())
                .run(words);
    }

    /** From the manifest of the jar. */
    private static String version() {
        return Objects.requireNonNullElse(
                OneCommand.class.getPackage().getImplementationVersion(), "");
    }
}
