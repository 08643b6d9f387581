// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Why a file cannot be used is said without the names of Java's classes. */
class FileFailuresTest {
    @TempDir private Path folder;

    @Test
    void whatTheSystemSays_isSaid() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        IOException below =
                assertThrows(IOException.class, () -> Files.createFile(file.resolve("below")));

        assertEquals("Not a directory: " + file.resolve("below"), FileFailures.reason(below));
        assertEquals(
                "Read-only file system: /x",
                FileFailures.reason(new FileSystemException("/x", null, "Read-only file system")));
    }

    @Test
    void whereTheSystemSaysNothing_theKindOfFailureIsSaid() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Path missing = folder.resolve("missing/file");

        assertEquals(
                "something else is in its place: " + file,
                FileFailures.reason(
                        assertThrows(IOException.class, () -> Files.createDirectory(file))));
        assertEquals(
                "no such file or folder: " + missing,
                FileFailures.reason(
                        assertThrows(IOException.class, () -> Files.createFile(missing))));
        assertEquals("permission denied: /x", FileFailures.reason(new AccessDeniedException("/x")));
        assertEquals("not a folder: /x", FileFailures.reason(new NotDirectoryException("/x")));
        assertEquals(
                "too many symbolic links: /x",
                FileFailures.reason(new FileSystemLoopException("/x")));
        assertEquals("input/output error", FileFailures.reason(new FileSystemException(null)));
    }

    @Test
    void otherFailures_haveTheirOwnWords() {
        assertEquals("Disk full", FileFailures.reason(new IOException("Disk full")));
        assertEquals("input/output error", FileFailures.reason(new IOException()));
    }
}
