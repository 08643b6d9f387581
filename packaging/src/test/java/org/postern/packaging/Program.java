// SPDX-License-Identifier: Apache-2.0
package org.postern.packaging;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a program that ran did. */
record Program(int exitCode, String output, String errors) {
    private static final long HANG_GUARD_SECONDS = 300;

    /** Runs a program to its end, with this environment only. */
    static Program run(Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        return runWithInput(environment, "", words);
    }

    /** Runs a program to its end that reads a text. */
    static Program runWithInput(Map<String, String> environment, String input, String... words)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(words)));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            CompletableFuture<String> errors =
                    CompletableFuture.supplyAsync(() -> text(process.errorReader().lines()));
            CompletableFuture<String> output =
                    CompletableFuture.supplyAsync(() -> text(process.inputReader().lines()));
            process.outputWriter().write(input);
            process.outputWriter().close();
            assertTrue(
                    process.waitFor(HANG_GUARD_SECONDS, TimeUnit.SECONDS),
                    () -> "Still running: " + List.of(words));
            return new Program(process.exitValue(), output.join(), errors.join());
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(Stream<String> lines) {
        return String.join("\n", lines.toList());
    }

    /** Whether all programs are on the PATH. */
    static boolean have(String... programs) {
        return Stream.of(programs)
                .allMatch(
                        program ->
                                Stream.of(System.getenv("PATH").split(":"))
                                        .anyMatch(
                                                folder ->
                                                        Files.isExecutable(
                                                                Path.of(folder, program))));
    }

    /** In CI nothing may be skipped. */
    static boolean required() {
        return System.getenv("CI") != null;
    }
}
