// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.system;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A command of the operating system whose output is read. The first word is the full path of the
 * program. It is killed after the timeout, and when it writes more than {@code maxBytes}.
 */
public record SystemCommand(List<String> words, Duration timeout, int maxBytes) {
    /**
     * Full paths, so that no other program of that name is run: macOS and NetBSD, then the others.
     */
    private static final List<String> NETSTAT = List.of("/usr/sbin/netstat", "/usr/bin/netstat");

    /** Between two checks for output, since a read has no time limit. */
    private static final long POLL_MILLIS = 10;

    /** Takes the property {@code os.name}. */
    public static boolean isWindows(String systemName) {
        return systemName.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    /** The full path of a program of Windows, so that no other one of that name is run. */
    public static String ofWindows(String program, Function<String, @Nullable String> environment) {
        String root = environment.apply("SystemRoot");
        return (root == null ? "C:\\Windows" : root) + "\\System32\\" + program;
    }

    /** The full path of netstat on macOS or a BSD; takes a test of whether a path is a program. */
    public static String netstat(Predicate<String> executable) {
        for (String path : NETSTAT) {
            if (executable.test(path)) {
                return path;
            }
        }
        return NETSTAT.get(0);
    }

    /**
     * Runs the command and blocks until it has ended. Fails when it cannot be started or was
     * killed; an interrupt kills it.
     */
    public List<String> lines() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (InputStream output = process.getInputStream()) {
            process.getOutputStream().close();
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            long end = System.nanoTime() + timeout.toNanos();
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - end > 0) {
                    throw new IOException("no answer within " + timeout.toMillis() + " ms");
                }
                drain(output, read);
            }
            drain(output, read);
            // The parts that are used are ASCII in every encoding.
            return read.toString(StandardCharsets.ISO_8859_1).lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Reads without waiting for more: a child of the command may hold the pipe open. */
    private void drain(InputStream output, ByteArrayOutputStream read) throws IOException {
        for (int available = output.available(); available > 0; available = output.available()) {
            read.write(output.readNBytes(available));
            if (read.size() > maxBytes) {
                throw new IOException("more than " + maxBytes + " bytes of output");
            }
        }
    }
}
