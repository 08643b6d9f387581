// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class RunFolderTest {
    @TempDir Path home;

    private Path cache;
    private Path temporary;

    @BeforeEach
    void places() throws IOException {
        cache = home.resolve("cache").resolve("postern");
        temporary = Files.createDirectory(home.resolve("tmp"));
    }

    @Test
    void close_removesTheFolderAndAllInIt() throws Exception {
        RunFolder folder = RunFolder.take(cache, temporary);
        Files.writeString(Files.createDirectories(folder.path().resolve("a/b")).resolve("c"), "x");

        folder.close();
        folder.close();

        assertEquals(List.of("lock"), namesIn(cache));
    }

    @Test
    void take_whileAnotherIsHeld_leavesThatOneAlone() throws Exception {
        try (RunFolder first = RunFolder.take(cache, temporary)) {
            Path foreign = Files.createDirectory(cache.resolve("keep-me"));
            try (RunFolder second = RunFolder.take(cache, temporary)) {
                assertNotEquals(first.path(), second.path());
            }
            assertTrue(Files.isDirectory(foreign));
        }
    }

    @Test
    void take_afterAProcessWasKilled_removesWhatItLeft() throws Exception {
        Path left = Files.createDirectories(cache.resolve("run-1-2"));
        Files.createFile(left.resolve("lock"));
        Files.writeString(Files.createDirectories(left.resolve("bundles")).resolve("x.jar"), "x");
        Path killedAtOnce = Files.createDirectories(cache.resolve("run-3-4"));

        RunFolder.take(cache, temporary).close();

        assertFalse(Files.exists(left));
        assertFalse(Files.exists(killedAtOnce));
    }

    @Test
    void take_withAnUnwritableCache_takesATemporaryFolder() throws Exception {
        Files.writeString(home.resolve("cache"), "a file where a folder should be");

        try (RunFolder folder = RunFolder.take(cache, temporary)) {
            assertEquals(temporary, folder.path().getParent());
        }

        assertEquals(List.of(), namesIn(temporary));
    }

    @Test
    void take_withNoPlaceToWrite_saysWhatToSet() throws Exception {
        Files.writeString(home.resolve("cache"), "");

        LaunchException failure =
                assertThrows(
                        LaunchException.class,
                        () -> RunFolder.take(cache, home.resolve("missing")));

        assertTrue(failure.getMessage().contains("XDG_CACHE_HOME"), failure::getMessage);
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
