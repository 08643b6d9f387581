// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jspecify.annotations.Nullable;
import org.postern.shell.commands.output.Display;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The terminal of the Gogo and Karaf shells that have a line editor. */
final class JLineTerminal implements ShellTerminal {
    private final Terminal terminal;

    private JLineTerminal(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Throws a LinkageError where JLine is missing. */
    static ShellTerminal of(@Nullable Object terminal) {
        return terminal instanceof Terminal jline ? new JLineTerminal(jline) : NONE;
    }

    /**
     * Gogo's own handler also interrupts the thread that waits for the command; its shell would
     * then print that exception and the prompt while the command is still cleaning up.
     */
    @Override
    public Runnable takeInterruptKey(Thread command) {
        SignalHandler before = terminal.handle(Signal.INT, signal -> command.interrupt());
        return () -> {
            terminal.handle(Signal.INT, before);
            // A key pressed as the command ended must not interrupt the next command on this
            // thread.
            Thread.interrupted();
        };
    }

    @Override
    public Display display() {
        return new Display(terminal.getWidth(), JLineEmphasis.of(terminal));
    }

    /**
     * Gogo's pipes do not propagate a flush, and JLine's terminal holds output back until it is
     * flushed.
     */
    @Override
    public PrintStream flushing(PrintStream stream) {
        return new PrintStream(
                new FilterOutputStream(stream) {
                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        out.write(bytes, offset, length);
                    }

                    @Override
                    public void flush() throws IOException {
                        super.flush();
                        terminal.flush();
                    }
                },
                true,
                StandardCharsets.UTF_8);
    }
}
