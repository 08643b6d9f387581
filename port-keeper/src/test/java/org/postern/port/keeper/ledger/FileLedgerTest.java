// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.port.keeper.ledger.Entries.NOW;
import static org.postern.port.keeper.ledger.Entries.tcp;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.api.gateway.Protocol;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

class FileLedgerTest {
    @TempDir Path folder;

    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("ledger");
    }

    @Test
    void whatWasPutIsThereAtTheNextStart() throws IOException {
        LedgerEntry odd =
                new LedgerEntry(
                        "uuid: \t\n+é%",
                        "fe80::1%eth0", Protocol.UDP, 65535, "fe80::2%eth0", 1, Instant.MAX);
        FileLedger before = open();
        before.put(tcp(80));
        before.put(odd);
        before.put(tcp(443));
        before.remove(tcp(443));
        before.put(tcp(80, NOW.plusSeconds(7200)));

        // Not closed, as by a process that was killed.
        assertEquals(List.of(tcp(80, NOW.plusSeconds(7200)), odd), open().entries());
    }

    @Test
    void aLineThatWasBeingWrittenIsIgnored_andTheNextOneIsNotGluedToIt() throws IOException {
        FileLedger before = open();
        before.put(tcp(80));
        before.put(tcp(443));
        before.close();
        for (long size = Files.size(file); size > 0; size--) {
            truncate(size - 1);
            FileLedger after = open();
            List<LedgerEntry> left = after.entries();
            assertTrue(
                    List.of(List.of(), List.of(tcp(80)), List.of(tcp(80), tcp(443))).contains(left),
                    left::toString);
            after.close();
            size = Math.min(size, Files.size(file) + 1);
        }

        Files.writeString(file, line(tcp(80)) + "\n" + line(tcp(443)).substring(0, 30));
        open().put(tcp(22));
        assertEquals(List.of(tcp(80), tcp(22)), open().entries());
    }

    @Test
    void badLinesAreSkipped() throws IOException {
        String longOne = "x".repeat(3 * LedgerLine.MAX_LENGTH);
        Files.writeString(
                file,
                String.join(
                        "\n",
                        line(tcp(1)),
                        line(tcp(2)).replace("192.168.1.9", "192.168.1.8"),
                        "",
                        longOne,
                        "rubbish",
                        "00000000\t",
                        line(tcp(3)),
                        "\0\0\0\0",
                        ""));

        assertEquals(List.of(tcp(1), tcp(3)), open().entries());
        assertEquals(List.of(tcp(1), tcp(3)), open().entries());
        assertEquals(0, LedgerReader.read(file, new MemoryLedger()), "they are gone by now");
    }

    @Test
    void aWrongFieldIsABadLine() {
        for (String rest :
                List.of(
                        "+\tu\tr\tTCP\t0\tc\t80\t2026-03-01T12:00:00Z",
                        "+\tu\tr\tTCP\t65536\tc\t80\t2026-03-01T12:00:00Z",
                        "+\tu\tr\tTCP\tx\tc\t80\t2026-03-01T12:00:00Z",
                        "+\tu\tr\tSCTP\t80\tc\t80\t2026-03-01T12:00:00Z",
                        "+\tu\tr\tTCP\t80\tc\t80\tsoon",
                        "+\tu%zz\tr\tTCP\t80\tc\t80\t2026-03-01T12:00:00Z",
                        "*\tu\tr\tTCP\t80\tc\t80\t2026-03-01T12:00:00Z",
                        "+\tu\tr\tTCP\t80\tc\t80\t2026-03-01T12:00:00Z\tmore",
                        "+")) {
            assertTrue(LedgerLine.read(LedgerLine.checked(rest)).isEmpty(), rest);
        }
        assertTrue(
                LedgerLine.read(LedgerLine.checked("+\tu\tr\tTCP\t80\tc\t80\t2026-03-01T12:00:00Z"))
                        .isPresent());
    }

    @Test
    void aPlaceThatIsNoFile_cannotBeOpened() throws IOException {
        Files.createDirectory(file);

        assertThrows(IOException.class, this::open);
    }

    @Test
    void whatEndedLongAgoIsForgotten() throws IOException {
        FileLedger before = open();
        before.put(tcp(80, NOW.minusSeconds(8 * 86_400)));
        before.put(tcp(443, NOW.minusSeconds(3600)));
        before.put(tcp(22, Instant.MAX));

        assertEquals(
                List.of(tcp(443, NOW.minusSeconds(3600)), tcp(22, Instant.MAX)), open().entries());
    }

    @Test
    void tenThousandEntriesRenewedOften_theFileStaysSmallAndIsSeldomRewritten() throws IOException {
        FileLedger ledger = open();
        IntStream.rangeClosed(1, 10_000).forEach(port -> ledger.put(tcp(port)));
        long once = Files.size(file);
        int rewritten = 0;
        Object key = fileKey();
        for (int round = 1; round <= 20; round++) {
            Instant until = NOW.plusSeconds(3600L * round);
            for (int port = 1; port <= 10_000; port++) {
                ledger.put(tcp(port, until));
            }
            rewritten += fileKey().equals(key) ? 0 : 1;
            key = fileKey();
        }

        assertTrue(Files.size(file) < 4 * once, "grew to " + Files.size(file) + " of " + once);
        assertTrue(rewritten <= 10, rewritten + " times rewritten in 20 rounds");
        assertEquals(ledger.entries(), open().entries());
    }

    @Test
    void aFileThatCannotBeWrittenAnyMore_costsNothingButTheMemoryOfThePast() throws IOException {
        FileLedger ledger = open();
        Files.delete(file);
        Files.createDirectories(file.resolve("in the way"));
        IntStream.rangeClosed(1, 2000).forEach(port -> ledger.put(tcp(1 + port % 10)));
        assertEquals(10, ledger.entries().size());

        Files.delete(file.resolve("in the way"));
        Files.delete(file);
        IntStream.rangeClosed(1, 2000).forEach(port -> ledger.put(tcp(1 + port % 10)));

        assertEquals(10, open().entries().size());
    }

    @Test
    void afterCloseNothingIsWritten() throws IOException {
        FileLedger ledger = open();
        ledger.close();
        ledger.put(tcp(80));

        assertEquals(List.of(), open().entries());
    }

    private FileLedger open() throws IOException {
        return FileLedger.open(file, NOW, List::of);
    }

    private Object fileKey() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private void truncate(long size) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(size);
        }
    }

    private static String line(LedgerEntry entry) {
        return new LedgerLine(true, entry).written().orElseThrow();
    }
}
