// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

class JLineTerminalTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @Test
    void whileACommandRuns_ctrlCInterruptsTheCommandAlone() throws Exception {
        AtomicInteger shells = new AtomicInteger();
        try (Terminal terminal = terminal()) {
            terminal.handle(Signal.INT, signal -> shells.incrementAndGet());
            Runnable giveBack = JLineTerminal.of(terminal).takeInterruptKey(Thread.currentThread());
            terminal.raise(Signal.INT);
            assertTrue(Thread.currentThread().isInterrupted());
            assertEquals(0, shells.get());

            giveBack.run();
            assertFalse(Thread.currentThread().isInterrupted());
            terminal.raise(Signal.INT);
            assertEquals(1, shells.get());
        }
    }

    @Test
    void whatIsFlushed_appears() throws Exception {
        try (Terminal terminal = terminal()) {
            // Like Gogo's pipes: what is written reaches the terminal, a flush does not.
            PrintStream pipe =
                    new PrintStream(terminal.output(), false, StandardCharsets.UTF_8) {
                        @Override
                        public void flush() {}
                    };
            PrintStream stream = JLineTerminal.of(terminal).flushing(pipe);
            stream.print("Searching");
            stream.flush();
            assertEquals("Searching", screen.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void whatIsNoTerminal_isLeftAlone() {
        assertSame(ShellTerminal.NONE, JLineTerminal.of(new Object()));
        assertSame(ShellTerminal.NONE, JLineTerminal.of(null));
        assertSame(System.out, ShellTerminal.NONE.flushing(System.out));
        ShellTerminal.NONE.takeInterruptKey(Thread.currentThread()).run();
        assertFalse(Thread.currentThread().isInterrupted());
    }

    private Terminal terminal() throws IOException {
        return new DumbTerminal(
                "test",
                "dumb",
                new ByteArrayInputStream(new byte[0]),
                new BufferedOutputStream(screen),
                StandardCharsets.UTF_8);
    }
}
