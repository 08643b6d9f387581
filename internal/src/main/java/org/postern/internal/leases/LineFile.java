// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.leases;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A file to which all processes of an installation append lines. A line may get lost while another
 * process writes the file anew. Used by one thread at a time.
 */
final class LineFile {
    /** Many times what the records take. */
    private static final long LARGEST = 4L * 1024 * 1024;

    private final Path file;
    private long readSize = -1;

    LineFile(Path file) {
        this.file = file;
    }

    /** Whether there is more in the file than was read or written from here. */
    boolean hasMore() {
        return size() != Math.max(0, readSize);
    }

    /** All lines; none where the file is not there or cannot be read. */
    List<String> read() {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            readSize = channel.size();
            if (readSize > LARGEST) {
                return List.of();
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) readSize);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            return failed(e);
        }
    }

    void append(String line) {
        ByteBuffer bytes = bytes(List.of(line));
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                replace(List.of());
            }
            boolean alone = !hasMore();
            try (FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.APPEND,
                            LinkOption.NOFOLLOW_LINKS)) {
                channel.write(bytes);
            }
            readSize = alone ? size() : readSize;
        } catch (IOException e) {
            failed(e);
        }
    }

    /** Writes the file anew, with these lines alone. On POSIX systems it is for its user. */
    void replace(Collection<String> lines) {
        try {
            Files.createDirectories(file.getParent());
            Path made = Files.createTempFile(file.getParent(), file.getFileName() + "-", ".tmp");
            try {
                Files.write(made, bytes(lines).array());
                Files.move(
                        made,
                        file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(made);
            }
            readSize = size();
        } catch (IOException e) {
            failed(e);
        }
    }

    private static ByteBuffer bytes(Collection<String> lines) {
        return ByteBuffer.wrap(
                lines.stream()
                        .map(each -> each + "\n")
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /** The lines are then known to this process alone. */
    private List<String> failed(IOException e) {
        System.getLogger(LineFile.class.getName())
                .log(Level.DEBUG, () -> "The file " + file + " is not used: " + e);
        return List.of();
    }
}
