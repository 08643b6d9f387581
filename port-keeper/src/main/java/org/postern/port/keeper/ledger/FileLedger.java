// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import org.postern.port.keeper.internal.state.FileFailures;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A ledger in a file that is only appended to: one {@link LedgerLine} for each change, written
 * before the call returns, so that the file of a killed process is whole but for its last line. At
 * opening, and when it holds a few times as many lines as entries, the file is replaced by a fresh
 * one. If it cannot be written, the ledger continues in memory, logs that once, and tries again at
 * the next replacement. Safe for several threads.
 */
final class FileLedger implements Ledger, AutoCloseable {
    private static final Logger LOG = System.getLogger("org.postern.port-keeper");

    /** Rewriting 10,000 entries costs as much as 20,000 changes then at most. */
    private static final int LINES_PER_ENTRY = 3;

    /** At the end of the name of a file that is not whole yet. */
    static final String FRESH = ".new";

    private static final int FEW_LINES = 256;

    /** For routers that keep a mapping after its lease has ended. */
    private static final Duration KEPT_AFTER_END = Duration.ofDays(7);

    private final Path file;
    private final MemoryLedger entries = new MemoryLedger();
    private final Supplier<List<LedgerEntry>> others;

    /** Not a channel: the interruption of a thread would close that. */
    private Optional<OutputStream> out = Optional.empty();

    private int lines;
    private boolean told;
    private boolean closed;

    private FileLedger(Path file, Supplier<List<LedgerEntry>> others) {
        this.file = file;
        this.others = others;
    }

    /**
     * Opens a ledger, with a fresh file in place of the one that may be there. Entries that ended
     * long before {@code now} are left out; {@code others} reads those of other running instances.
     * Fails when the file can be neither read nor written.
     */
    static FileLedger open(Path file, Instant now, Supplier<List<LedgerEntry>> others)
            throws IOException {
        FileLedger ledger = new FileLedger(file, others);
        int badLines = LedgerReader.read(file, ledger.entries);
        if (badLines > 0) {
            LOG.log(
                    Level.WARNING,
                    badLines + " lines of " + file + " cannot be read and are left out.");
        }
        ledger.entries.forgetEndedBefore(now.minus(KEPT_AFTER_END));
        ledger.replace();
        return ledger;
    }

    @Override
    public synchronized List<LedgerEntry> entries() {
        return entries.entries();
    }

    @Override
    public List<LedgerEntry> entriesOfOthers() {
        return others.get();
    }

    @Override
    public synchronized void put(LedgerEntry entry) {
        entries.put(entry);
        append(new LedgerLine(true, entry));
    }

    @Override
    public synchronized void remove(LedgerEntry entry) {
        entries.remove(entry);
        append(new LedgerLine(false, entry));
    }

    /** Ends the writing; what is put afterwards is not stored. */
    @Override
    public synchronized void close() {
        closed = true;
        closeFile();
    }

    private void append(LedgerLine line) {
        if (closed) {
            return;
        }
        lines++;
        try {
            if (lines > FEW_LINES + LINES_PER_ENTRY * entries.size()) {
                replace();
            } else if (out.isPresent()) {
                write(line, out.get());
            }
        } catch (IOException e) {
            closeFile();
            tell(e);
        }
    }

    /** The new file is on the disk before it takes the old one's name. */
    private void replace() throws IOException {
        closeFile();
        // Also when this fails: the next try comes after as many changes again.
        lines = entries.size();
        Path fresh = file.resolveSibling(file.getFileName() + FRESH);
        Files.deleteIfExists(fresh);
        FileOutputStream stream = new FileOutputStream(fresh.toFile());
        try {
            OutputStream buffer = new BufferedOutputStream(stream, 1 << 16);
            for (LedgerEntry entry : entries.entries()) {
                write(new LedgerLine(true, entry), buffer);
            }
            buffer.flush();
            stream.getFD().sync();
            Files.move(fresh, file, ATOMIC_MOVE, REPLACE_EXISTING);
        } catch (IOException e) {
            stream.close();
            throw e;
        }
        out = Optional.of(stream);
        told = false;
    }

    /** In one piece, so that another process never reads half of it but at the file's end. */
    private static void write(LedgerLine line, OutputStream to) throws IOException {
        Optional<String> text = line.written();
        if (text.isPresent()) {
            to.write((text.get() + '\n').getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void closeFile() {
        try {
            if (out.isPresent()) {
                out.get().close();
            }
        } catch (IOException e) {
            tell(e);
        }
        out = Optional.empty();
    }

    private void tell(IOException failure) {
        if (!told) {
            told = true;
            LOG.log(
                    Level.WARNING,
                    file
                            + " cannot be written ("
                            + FileFailures.reason(failure)
                            + "). Which open ports are our own is remembered only as long as"
                            + " this process runs.");
        }
    }
}
