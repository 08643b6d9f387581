// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads a ledger's file into a ledger. Whatever the file holds, no more than {@value #MAX_BYTES}
 * bytes of it are read and one line of it is held at a time.
 */
final class LedgerReader {
    /** Half a million lines; a ledger is rewritten before it is as large. */
    static final long MAX_BYTES = 64L << 20;

    private final Ledger into;
    private final StringBuilder line = new StringBuilder();
    private int badLines;

    private LedgerReader(Ledger into) {
        this.into = into;
    }

    /**
     * Reads a file, if there is one. Returns how many lines could not be used; a last one without
     * an end was being written when its process was killed and does not count.
     */
    static int read(Path file, Ledger into) throws IOException {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return 0;
        }
        // Opening a pipe would wait for its writer, and a link may lead to a device.
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + " is no regular file");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return new LedgerReader(into).readAll(in);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private int readAll(InputStream in) throws IOException {
        for (long count = 0; count < MAX_BYTES; count++) {
            int next = in.read();
            if (next < 0) {
                break;
            } else if (next == '\n') {
                take();
            } else if (line.length() <= LedgerLine.MAX_LENGTH) {
                line.append((char) next);
            }
        }
        return badLines;
    }

    private void take() {
        LedgerLine.read(line.toString())
                .ifPresentOrElse(
                        each -> {
                            if (each.put()) {
                                into.put(each.entry());
                            } else {
                                into.remove(each.entry());
                            }
                        },
                        () -> badLines++);
        line.setLength(0);
    }
}
