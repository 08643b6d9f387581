// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command of the operating system whose output is read.
 *
 * @param words the program by its full path, and its arguments
 * @param longest after which it is ended
 * @param mostBytes of its output that are read; it is ended where it writes more
 */
record SystemCommand(List<String> words, Duration longest, int mostBytes) {
    /** Between two looks at the output, which cannot be waited for with a time limit. */
    private static final long LOOK_MILLIS = 10;

    /**
     * Runs it to its end, and blocks for that long.
     *
     * @throws IOException when it cannot be started or had to be ended
     * @throws InterruptedException when the thread is interrupted; the command is ended
     */
    List<String> lines() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (InputStream output = process.getInputStream()) {
            process.getOutputStream().close();
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            long end = System.nanoTime() + longest.toNanos();
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - end > 0) {
                    throw new IOException("no answer within " + longest.toMillis() + " ms");
                }
                take(output, read);
            }
            take(output, read);
            // Of the texts that matter here every encoding agrees about the bytes.
            return read.toString(StandardCharsets.ISO_8859_1).lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }

    /** What is there, without waiting for more: a child of the command may hold the pipe open. */
    private void take(InputStream output, ByteArrayOutputStream read) throws IOException {
        for (int there = output.available(); there > 0; there = output.available()) {
            read.write(output.readNBytes(there));
            if (read.size() > mostBytes) {
                throw new IOException("more than " + mostBytes + " bytes of output");
            }
        }
    }
}
