package org.postern.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

class InterruptKeyTest {
    @Test
    void whileACommandRuns_ctrlCInterruptsTheCommandAlone() throws Exception {
        AtomicInteger shells = new AtomicInteger();
        try (Terminal terminal =
                new DumbTerminal(
                        "test",
                        "dumb",
                        new ByteArrayInputStream(new byte[0]),
                        new ByteArrayOutputStream(),
                        StandardCharsets.UTF_8)) {
            terminal.handle(Signal.INT, signal -> shells.incrementAndGet());
            Runnable giveBack = InterruptKey.take(terminal, Thread.currentThread());
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
    void whatIsNoTerminal_isLeftAlone() {
        InterruptKey.take(new Object(), Thread.currentThread()).run();
        InterruptKey.take(null, Thread.currentThread()).run();
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
