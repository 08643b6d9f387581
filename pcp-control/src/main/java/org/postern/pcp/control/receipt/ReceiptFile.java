// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.receipt;

import java.io.IOException;
import java.lang.System.Logger;
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
 * The receipts of all processes of an installation, to which each appends lines. A line that is lost
 * while another process writes the file anew does no harm. Used by one thread at a time.
 */
final class ReceiptFile {
    /** The name of the file in the state directory. */
    static final String NAME = "pcp-receipts";

    private static final Logger LOG = System.getLogger("org.postern.pcp-control");

    /** Many times what 4096 receipts take. */
    private static final long LARGEST = 4L * 1024 * 1024;

    private final Path file;
    private long readSize = -1;

    ReceiptFile(Path directory) {
        this.file = directory.resolve(NAME);
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
            Path made = Files.createTempFile(file.getParent(), NAME + "-", ".tmp");
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

    /** What was opened is then known to this process alone. */
    private static List<String> failed(IOException e) {
        LOG.log(Level.DEBUG, () -> "Receipts of PCP are not stored: " + e);
        return List.of();
    }
}
