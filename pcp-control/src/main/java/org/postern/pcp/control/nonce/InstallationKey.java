// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.nonce;

import static org.postern.pcp.control.logging.PcpLog.LOG;

import org.postern.pcp.control.internal.state.FileFailures;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The key of an installation: 32 random bytes in a file that only its user can read. It is made
 * once, and never logged.
 */
public final class InstallationKey {
    /** The name of the file in the state directory. */
    static final String NAME = "pcp.key";

    static final int LENGTH = 32;

    private InstallationKey() {}

    /**
     * Reads the key, and makes it where there is none. Where that cannot be done, the key is one for
     * this process, and the log says so.
     *
     * @param directory which need not exist; empty for none
     */
    public static byte[] in(Optional<Path> directory) {
        if (directory.isEmpty()) {
            return forThisProcess("there is no state directory");
        }
        try {
            return readOrMake(directory.get());
        } catch (IOException e) {
            return forThisProcess(FileFailures.reason(e));
        }
    }

    private static byte[] readOrMake(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        try {
            return read(file);
        } catch (NoSuchFileException e) {
            Files.createDirectories(directory);
            make(file);
            return read(file);
        }
    }

    private static byte[] read(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            if (channel.size() != LENGTH) {
                throw new IOException(file + " is no key: it has not " + LENGTH + " bytes");
            }
        }
        return Files.readAllBytes(file);
    }

    /**
     * Under its name the file is complete from the first moment. Of two processes that start at once
     * one makes it, and both use that.
     */
    private static void make(Path file) throws IOException {
        // On POSIX systems such a file is for its user alone.
        Path made = Files.createTempFile(file.getParent(), NAME + "-", ".tmp");
        try {
            Files.write(made, random(), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            place(made, file);
        } catch (FileAlreadyExistsException e) {
            // The other process was faster.
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private static void place(Path made, Path file) throws IOException {
        try {
            Files.createLink(file, made);
        } catch (UnsupportedOperationException e) {
            // As on FAT.
            Files.move(made, file);
        }
    }

    private static byte[] forThisProcess(String reason) {
        LOG.log(
                Level.WARNING,
                "No key can be stored ("
                        + reason
                        + "). What is opened over PCP can be closed by this process only, or over"
                        + " UPnP.");
        return random();
    }

    private static byte[] random() {
        byte[] key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
