// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

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
 * The lock of an instance folder, held until it is closed or the process ends. Only who holds it
 * removes the file, so a lock on a file that is not there any more is worth nothing.
 */
final class InstanceLock implements AutoCloseable {
    static final String NAME = "lock";

    private final Path file;
    private final String claim;
    private final FileChannel channel;

    private InstanceLock(Path file, String claim, FileChannel channel) {
        this.file = file;
        this.claim = claim;
        this.channel = channel;
    }

    /** Makes the lock of a new folder; empty where another process was faster. */
    static Optional<InstanceLock> make(Path folder) throws IOException {
        return acquire(folder, CREATE_NEW, WRITE);
    }

    /** Takes the lock of a folder that was left; empty where its process lives, or has no lock. */
    static Optional<InstanceLock> take(Path folder) throws IOException {
        return Files.isRegularFile(folder.resolve(NAME), LinkOption.NOFOLLOW_LINKS)
                ? acquire(folder, WRITE)
                : Optional.empty();
    }

    private static Optional<InstanceLock> acquire(Path folder, OpenOption... how)
            throws IOException {
        try {
            return claimed(folder.toRealPath(), how).filter(InstanceLock::isWorthSomething);
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
    private static Optional<InstanceLock> claimed(Path folder, OpenOption... how)
            throws IOException {
        String claim = InstanceLock.class.getName() + ":" + folder;
        if (System.getProperties().putIfAbsent(claim, "held") != null) {
            return Optional.empty();
        }
        Optional<InstanceLock> taken = Optional.empty();
        try {
            Path file = folder.resolve(NAME);
            taken =
                    locked(FileChannel.open(file, how))
                            .map(channel -> new InstanceLock(file, claim, channel));
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

    private boolean isWorthSomething() {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        close();
        return false;
    }

    /** Removes the file, for a folder that goes; the lock is held on until it is closed. */
    void remove() throws IOException {
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
