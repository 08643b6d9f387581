// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands of this test are a shell's")
class SystemCommandTest {
    private static final Duration LONG = Duration.ofSeconds(50);

    private static SystemCommand shell(String script, Duration longest) {
        return new SystemCommand(List.of("/bin/sh", "-c", script), longest, 1000);
    }

    @Test
    void itsOutputIsRead_notItsErrors() throws Exception {
        assertEquals(List.of("one", "two"), shell("echo one; echo no >&2; echo two", LONG).lines());
    }

    @Test
    void aCommandThatHangsIsEnded() {
        SystemCommand hangs = shell("exec sleep 1000", Duration.ofMillis(50));
        assertEquals(
                "no answer within 50 ms",
                assertThrows(IOException.class, hangs::lines).getMessage());
    }

    @Test
    void aCommandThatReadsItsInputFindsItsEnd() throws Exception {
        assertEquals(List.of("end"), shell("cat; echo end", LONG).lines());
    }

    @Test
    void aCommandThatNeverStopsTalkingIsEnded() {
        SystemCommand talks = shell("while :; do echo again; done", LONG);
        assertEquals(
                "more than 1000 bytes of output",
                assertThrows(IOException.class, talks::lines).getMessage());
    }

    @Test
    void aChildThatKeepsTheOutputOpenHoldsNobodyUp() throws Exception {
        assertEquals(
                List.of("$", "done"),
                shell("sleep 1000 & echo '$'; echo done; kill $!", LONG).lines());
    }

    @Test
    void anInterruptEndsIt() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, shell("exec sleep 1000", LONG)::lines);
    }

    @Test
    void aCommandThatIsNotThereIsAnEverydayFailure() {
        SystemCommand none = new SystemCommand(List.of("/nowhere/route"), LONG, 1000);
        assertThrows(IOException.class, none::lines);
    }
}
