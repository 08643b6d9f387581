// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import java.io.PrintStream;

/** What a command in a shell needs of the terminal that the shell runs on. */
interface ShellTerminal {
    /** Where there is none, or none that is known. */
    ShellTerminal NONE =
            new ShellTerminal() {
                @Override
                public Runnable takeInterruptKey(Thread command) {
                    return () -> {};
                }

                @Override
                public PrintStream flushing(PrintStream stream) {
                    return stream;
                }
            };

    /**
     * Lets Ctrl-C interrupt a command, and nobody else.
     *
     * @return gives the key back
     */
    Runnable takeInterruptKey(Thread command);

    /** The same stream, but what is flushed appears. */
    PrintStream flushing(PrintStream stream);
}
