// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.nonce;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

class InstallationKeyTest {
    private static final int AT_ONCE = 8;

    @TempDir Path folder;

    @Test
    void aKey_isMadeOnce() {
        byte[] key = InstallationKey.in(Optional.of(folder.resolve("new/state")));

        assertEquals(InstallationKey.LENGTH, key.length);
        assertArrayEquals(key, InstallationKey.in(Optional.of(folder.resolve("new/state"))));
    }

    @Test
    void itsFile_isForItsUserAlone() throws Exception {
        assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "Skipped: files have no POSIX permissions");

        InstallationKey.in(Optional.of(folder));

        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve(InstallationKey.NAME))));
    }

    @Test
    void manyThatStartAtOnce_haveOneKey_andLeaveNothingElse() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<byte[]>> keys = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                keys.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return InstallationKey.in(Optional.of(folder));
                                }));
            }
            start.countDown();

            for (Future<byte[]> each : keys) {
                assertArrayEquals(
                        keys.get(0).get(10, TimeUnit.SECONDS), each.get(10, TimeUnit.SECONDS));
            }
        } finally {
            threads.shutdownNow();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(folder.resolve(InstallationKey.NAME)), files.toList());
        }
    }

    @Test
    void whereNothingCanBeStored_theKeyIsOneForTheProcess() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        byte[] key = InstallationKey.in(Optional.of(file));

        assertEquals(InstallationKey.LENGTH, key.length);
        assertFalse(Arrays.equals(key, InstallationKey.in(Optional.of(file))));
        assertFalse(Arrays.equals(key, InstallationKey.in(Optional.empty())));
    }

    /** What is opened with it cannot be closed by another process. */
    @Test
    void whereNothingCanBeStored_thatIsWarnedOf() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Logger logger = Logger.getLogger("org.postern.pcp-control");
        List<LogRecord> logged = new ArrayList<>();
        Handler handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord log) {
                        logged.add(log);
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        logger.addHandler(handler);
        try {
            InstallationKey.in(Optional.of(file));
        } finally {
            logger.removeHandler(handler);
        }

        assertEquals(1, logged.size());
        assertEquals(Level.WARNING, logged.get(0).getLevel());
        assertFalse(logged.get(0).getMessage().contains("Exception"), logged.get(0)::getMessage);
    }

    @Test
    void whatIsNoKey_isNotUsed_andStays() throws Exception {
        Path file = Files.write(folder.resolve(InstallationKey.NAME), new byte[31]);

        assertEquals(InstallationKey.LENGTH, InstallationKey.in(Optional.of(folder)).length);
        assertEquals(31, Files.size(file));
    }
}
