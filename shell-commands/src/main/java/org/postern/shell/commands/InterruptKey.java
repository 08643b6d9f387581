package org.postern.shell.commands;

import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C of a JLine terminal for as long as a command runs. Gogo's own handler interrupts whoever
 * waits for the command, too, and its shell then prints that exception and the prompt while the
 * command still cleans up; here only the command hears of it, and ends by itself.
 */
final class InterruptKey {
    private final Terminal terminal;
    private final SignalHandler before;

    private InterruptKey(Terminal terminal, Thread command) {
        this.terminal = terminal;
        this.before = terminal.handle(Signal.INT, signal -> command.interrupt());
    }

    /**
     * Takes the key, where there is one; throws a LinkageError where there is no JLine.
     *
     * @return gives it back
     */
    static Runnable take(@Nullable Object terminal, Thread command) {
        if (terminal instanceof Terminal jline) {
            return new InterruptKey(jline, command)::giveBack;
        }
        return () -> {};
    }

    private void giveBack() {
        terminal.handle(Signal.INT, before);
        // A key pressed as the command ended must not meet the next one on this thread.
        Thread.interrupted();
    }
}
