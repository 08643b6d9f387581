// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.shell.commands.output.Console;
import org.postern.shell.commands.output.Console.Environment;
import org.postern.shell.commands.output.DataStream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A command whose output is lost says so, and fails. */
class UnwrittenAnswerTest {
    private final TestTerminal terminal = new TestTerminal();

    @ParameterizedTest
    @ValueSource(
            strings = {"address", "address --json", "map 80", "--help", "map --help", "--version"})
    void fullDisk_isSaidAndEndsWith74(String line) {
        assertEquals(74, type("No space left on device", line));
        assertEquals(
                "postern: cannot write the answer: No space left on device."
                        + " The command itself succeeded.",
                terminal.err().lines().reduce((first, last) -> last).orElseThrow());
    }

    @Test
    void readerThatIsGone_endsWith141WithoutAWord() {
        assertEquals(141, type("Broken pipe", "address"));
        assertEquals("", terminal.err());
    }

    @Test
    void failureOfTheCommand_countsMore() {
        assertEquals(17, type("No space left on device", "map 0 --json"));
    }

    private int type(String failure, String line) {
        OutputStream unwritable =
                new OutputStream() {
                    @Override
                    public void write(int unit) throws IOException {
                        throw new IOException(failure);
                    }
                };
        return terminal.type(
                new Console(
                        DataStream.of(unwritable, StandardCharsets.UTF_8),
                        terminal.errors(),
                        false,
                        false,
                        Environment.TERMINAL),
                line.split(" "));
    }
}
