// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

class FolderLockTest {
    @TempDir Path folder;

    @Test
    void lock_isTakenWhenItsHolderHasClosedIt() throws IOException {
        FolderLock lock = FolderLock.make(folder).orElseThrow();
        assertEquals(Optional.empty(), FolderLock.take(folder));

        lock.close();
        FolderLock.take(folder).orElseThrow().close();
    }

    @Test
    void folderWithoutALock_isNotTaken() throws IOException {
        assertEquals(Optional.empty(), FolderLock.take(folder));
        assertFalse(Files.exists(folder.resolve(FolderLock.NAME)));
    }

    @Test
    void removedLock_isHeldUntilItIsClosed() throws IOException {
        try (FolderLock lock = FolderLock.make(folder).orElseThrow()) {
            lock.remove();

            assertEquals(Optional.empty(), FolderLock.make(folder));
            assertEquals(Optional.empty(), FolderLock.take(folder));
        }
        FolderLock.make(folder).orElseThrow().close();
    }

    /** Two frameworks in one JVM have each a class of their own. */
    @Test
    void anotherCopyOfTheClass_respectsTheLock() throws Exception {
        URL classes = FolderLock.class.getProtectionDomain().getCodeSource().getLocation();
        FolderLock lock = FolderLock.make(folder).orElseThrow();
        try (URLClassLoader other =
                new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Object taken =
                    other.loadClass(FolderLock.class.getName())
                            .getMethod("take", Path.class)
                            .invoke(null, folder);

            assertEquals(Optional.empty(), taken);
            assertTrue(Files.exists(folder.resolve(FolderLock.NAME)));
        }
        lock.close();
    }

    /** The copies in two bundles have different names. */
    @Test
    void claim_doesNotDependOnTheNameOfTheClass() throws IOException {
        String claim = "org.postern.state.lock:" + folder.toRealPath();
        FolderLock lock = FolderLock.make(folder).orElseThrow();
        assertEquals("held", System.getProperty(claim));

        lock.close();
        assertNull(System.getProperty(claim));
    }
}
