// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.postern.shell.commands.output.Display;

import java.io.PrintStream;

/** What a command needs from the terminal of its shell. */
interface ShellTerminal {
    /** Used where there is no terminal, or an unknown one. */
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

                @Override
                public Display display() {
                    return Display.PLAIN;
                }
            };

    /**
     * Makes Ctrl-C interrupt the command only.
     *
     * @return restores the previous handler
     */
    Runnable takeInterruptKey(Thread command);

    /** The same stream, but flushed output appears at once. */
    PrintStream flushing(PrintStream stream);

    /** Its width now, and how it emphasizes lines. */
    Display display();
}
