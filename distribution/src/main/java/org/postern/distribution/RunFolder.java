// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A folder that belongs to this process alone, for the framework's cache. The process holds a lock
 * on a file in it for as long as it lives: a folder whose lock is free was left by a process that
 * was killed, and whoever starts next removes it. A second lock, held for the moments of making and
 * sweeping, keeps a folder from being swept before its owner has locked it.
 */
final class RunFolder implements AutoCloseable {
    private static final String PREFIX = "run-";
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel held;

    private RunFolder(Path path, FileChannel held) {
        this.path = path;
        this.held = held;
    }

    /** Takes a fresh folder in the user's cache, or, where none can be made, a temporary one. */
    static RunFolder take(Path cache, Path temporary) throws LaunchException {
        try {
            return takeIn(cache);
        } catch (IOException e) {
            return takeTemporary(cache, temporary);
        }
    }

    Path path() {
        return path;
    }

    /** Removes the folder. May be called again. */
    @Override
    public void close() {
        try {
            held.close();
            delete(path);
        } catch (IOException e) {
            // The next start sweeps what is left.
        }
    }

    private static RunFolder takeIn(Path cache) throws IOException {
        Files.createDirectories(cache);
        try (FileChannel gate = FileChannel.open(cache.resolve(LOCK), CREATE, WRITE)) {
            gate.lock();
            sweep(cache);
            return takeFresh(Files.createDirectory(cache.resolve(PREFIX + freshName())));
        }
    }

    /**
     * Nothing is swept here: bundles are loaded from the folder, so where others can write it must
     * have a name that nobody could guess.
     */
    private static RunFolder takeTemporary(Path cache, Path temporary) throws LaunchException {
        try {
            return takeFresh(Files.createTempDirectory(temporary, "postern-"));
        } catch (IOException e) {
            throw new LaunchException(
                    "Neither %s nor %s can be written; set XDG_CACHE_HOME to a folder that can."
                            .formatted(cache, temporary),
                    e);
        }
    }

    private static RunFolder takeFresh(Path path) throws IOException {
        FileChannel held = FileChannel.open(path.resolve(LOCK), CREATE, WRITE);
        held.lock();
        return new RunFolder(path, held);
    }

    /** Not by {@link Files#createTempDirectory}, whose random source takes 10 ms to wake. */
    private static String freshName() {
        return ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
    }

    private static void sweep(Path cache) throws IOException {
        try (DirectoryStream<Path> runs = Files.newDirectoryStream(cache, PREFIX + "*")) {
            for (Path run : runs) {
                if (isLeftOver(run)) {
                    delete(run);
                }
            }
        }
    }

    private static boolean isLeftOver(Path run) {
        try (FileChannel channel = FileChannel.open(run.resolve(LOCK), WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path directory, @Nullable IOException failure) throws IOException {
                        Files.deleteIfExists(directory);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
