// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.state;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The lock of a folder that one process at a time may use, held until it is closed or the process
 * ends. Only its holder removes the file, so a lock on a file that does not exist any more is
 * worthless.
 */
public final class FolderLock implements AutoCloseable {
    /** The name of the file in the folder. */
    public static final String NAME = "lock";

    /** One for all copies of this class: bundles may lock the same folder. */
    private static final String CLAIM = "org.postern.state.lock:";

    private final Path file;
    private final String claim;
    private final FileChannel channel;

    private FolderLock(Path file, String claim, FileChannel channel) {
        this.file = file;
        this.claim = claim;
        this.channel = channel;
    }

    /**
     * Makes the lock of a new folder.
     *
     * @param folder that exists
     * @return empty when another process was faster
     * @throws IOException when the folder cannot be written
     */
    public static Optional<FolderLock> make(Path folder) throws IOException {
        return acquire(folder, CREATE_NEW, WRITE);
    }

    /**
     * Takes the lock of a folder that another process left.
     *
     * @param folder of the lock
     * @return empty when that process still runs, and when the folder has no lock
     * @throws IOException when the lock cannot be opened
     */
    public static Optional<FolderLock> take(Path folder) throws IOException {
        return Files.isRegularFile(folder.resolve(NAME), LinkOption.NOFOLLOW_LINKS)
                ? acquire(folder, WRITE)
                : Optional.empty();
    }

    private static Optional<FolderLock> acquire(Path folder, OpenOption... how) throws IOException {
        try {
            return claimed(folder.toRealPath(), how).filter(FolderLock::isValid);
        } catch (NoSuchFileException e) {
            // Removed meanwhile.
            return Optional.empty();
        }
    }

    /**
     * Between processes the file's lock decides. Within one, the file must not even be opened: on
     * POSIX systems closing it again would end the lock of the one who holds it, see {@link
     * FileLock}. Two frameworks in one JVM share no classes, but they share the system properties.
     */
    private static Optional<FolderLock> claimed(Path folder, OpenOption... how) throws IOException {
        String claim = CLAIM + folder;
        if (System.getProperties().putIfAbsent(claim, "held") != null) {
            return Optional.empty();
        }
        Optional<FolderLock> taken = Optional.empty();
        try {
            Path file = folder.resolve(NAME);
            taken =
                    locked(FileChannel.open(file, how))
                            .map(channel -> new FolderLock(file, claim, channel));
            return taken;
        } finally {
            if (taken.isEmpty()) {
                System.getProperties().remove(claim);
            }
        }
    }

    private static Optional<FileChannel> locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Held in this process, by whoever does not claim.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    private boolean isValid() {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        close();
        return false;
    }

    /**
     * Removes the file, before the folder is deleted. The lock is held until it is closed.
     *
     * @throws IOException when it cannot be removed
     */
    public void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It ends with the process.
        }
        System.getProperties().remove(claim);
    }
}
