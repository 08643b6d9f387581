// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

class ShellMemoryTest {
    @TempDir Path home;

    private Path wanted;
    private Path instead;

    @BeforeEach
    void places() {
        wanted = home.resolve("state/postern/shell");
        instead = home.resolve("run/memory");
    }

    @Test
    void take_aFreeFolder_remembersThere() {
        try (ShellMemory memory = ShellMemory.take(wanted, instead)) {
            assertEquals(wanted.resolve("config"), memory.configurations());
            assertEquals(wanted.resolve("keeper"), memory.keeper());
            assertEquals(Optional.empty(), memory.shortcoming());
        }
    }

    @Test
    void take_whileAnotherShellHasIt_forgetsAndSaysWhy() {
        try (ShellMemory first = ShellMemory.take(wanted, instead);
                ShellMemory second = ShellMemory.take(wanted, instead)) {
            assertEquals(wanted.resolve("keeper"), first.keeper());
            assertEquals(instead.resolve("keeper"), second.keeper());
            assertEquals(instead.resolve("config"), second.configurations());
            assertTrue(
                    second.shortcoming()
                            .orElseThrow()
                            .startsWith("Another Postern shell is running"),
                    second.shortcoming()::toString);
        }
    }

    @Test
    void take_afterTheOtherHasEnded_remembersAgain() {
        ShellMemory first = ShellMemory.take(wanted, instead);
        first.close();
        first.close();

        try (ShellMemory second = ShellMemory.take(wanted, instead)) {
            assertEquals(wanted.resolve("keeper"), second.keeper());
        }
    }

    @Test
    void take_whereNothingCanBeWritten_forgetsAndNamesTheFolder() throws IOException {
        Files.writeString(home.resolve("state"), "a file where a folder should be");

        try (ShellMemory memory = ShellMemory.take(wanted, instead)) {
            assertEquals(instead.resolve("keeper"), memory.keeper());
            assertTrue(memory.shortcoming().orElseThrow().contains(wanted.toString()));
        }
        assertFalse(Files.exists(instead));
    }
}
