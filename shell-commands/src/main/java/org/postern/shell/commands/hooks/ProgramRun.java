// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.hooks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One run of a program, without a shell and without words. Its input is empty; what it prints is
 * read, and as much as fits is kept.
 */
final class ProgramRun {
    /** For people; a program that has more to say writes a file. */
    static final int MOST_OUTPUT = 8192;

    /** In one go; a pipe holds less, and one that is written to all the time must not hold us up. */
    private static final int MOST_READS = 16;

    /** Between two reads, which have no time limit of their own. */
    private static final long POLL_MILLIS = 20;

    private final Process process;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private boolean isCut;

    private ProgramRun(Process process) {
        this.process = process;
    }

    /**
     * What became of it.
     *
     * @param exitCode empty when it was ended, with all that it had started
     * @param output what it printed, to both streams
     * @param isCut whether it printed more
     */
    record Outcome(OptionalInt exitCode, List<String> output, boolean isCut) {
        boolean isSuccess() {
            return exitCode.isPresent() && exitCode.getAsInt() == 0;
        }
    }

    /**
     * Runs a program to its end, or until it is overdue. Fails when it cannot be started; an
     * interrupt ends it.
     */
    static Outcome run(Path program, Map<String, String> variables, BooleanSupplier overdue)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(List.of(program.toString())).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        try {
            return new ProgramRun(process).await(overdue);
        } finally {
            if (process.isAlive()) {
                end(process.toHandle());
            }
        }
    }

    private Outcome await(BooleanSupplier overdue) throws IOException, InterruptedException {
        try (InputStream printed = process.getInputStream()) {
            process.getOutputStream().close();
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                drain(printed);
                if (overdue.getAsBoolean()) {
                    return outcome(OptionalInt.empty());
                }
            }
            drain(printed);
            return outcome(OptionalInt.of(process.exitValue()));
        }
    }

    /** Without waiting for more: what it leaves running in the background may hold the pipe open. */
    private void drain(InputStream printed) throws IOException {
        for (int reads = 0; reads < MOST_READS && printed.available() > 0; reads++) {
            byte[] bytes = printed.readNBytes(Math.min(printed.available(), MOST_OUTPUT));
            int room = Math.min(bytes.length, MOST_OUTPUT - output.size());
            output.write(bytes, 0, room);
            isCut |= room < bytes.length;
        }
    }

    private Outcome outcome(OptionalInt exitCode) {
        Charset charset = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
        return new Outcome(exitCode, output.toString(charset).lines().toList(), isCut);
    }

    /** A program is ended before those that it has started, so that it starts no others. */
    private static void end(ProcessHandle process) {
        List<ProcessHandle> started = process.children().toList();
        process.destroyForcibly();
        started.forEach(ProgramRun::end);
    }
}
