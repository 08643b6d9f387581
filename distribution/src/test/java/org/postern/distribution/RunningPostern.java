// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that runs the built jar, with its files in a folder of the test. */
final class RunningPostern implements AutoCloseable {
    private static final long HANG_GUARD_SECONDS = 60;
    private static final long LONGEST_RUN_SECONDS = 100;

    /** SIGINT is number 2; masks in /proc start with signal 1 at bit 0. */
    private static final long SIGINT_BIT = 0b10;

    private final Process process;
    private final Path errors;
    private final BufferedReader output;

    private RunningPostern(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static RunningPostern start(Path home, String... words) throws IOException {
        return start(home, List.of(), words);
    }

    /** With options of the JVM, such as an agent. */
    static RunningPostern start(Path home, List<String> options, String... words)
            throws IOException {
        List<String> command = new ArrayList<>(defaultSignals());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (words.length == 0 && Runtime.version().feature() >= 24) {
            // The script says so too: Felix, which only the shell starts, uses what the JDK warns
            // of from 24 on.
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(options);
        command.addAll(
                List.of(
                        "-Djava.io.tmpdir=" + Files.createDirectories(home.resolve("tmp")),
                        // Nothing is searched on the network of whoever runs the tests.
                        "-Dorg.postern.gateways.searchAtActivation=false",
                        "-jar",
                        System.getProperty("postern.jar")));
        command.addAll(List.of(words));
        Path errors = Files.createTempFile(home, "stderr", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("XDG_CACHE_HOME", home.resolve("cache").toString());
        builder.environment().put("XDG_CONFIG_HOME", home.resolve("config").toString());
        builder.environment().put("XDG_STATE_HOME", home.resolve("state").toString());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        // Nothing that a device says is hidden by a poorer encoding.
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        // What reads its output waits without end, and nothing interrupts that.
        CompletableFuture.delayedExecutor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS)
                .execute(process::destroyForcibly);
        return new RunningPostern(process, errors);
    }

    /** Reads the output up to a line that contains the text. */
    void awaitLine(String text) throws IOException {
        String line = output.readLine();
        while (line != null && !line.contains(text)) {
            line = output.readLine();
        }
        if (line == null) {
            throw new AssertionError("Ended without saying \"" + text + "\": " + errors());
        }
    }

    String line() throws IOException {
        return String.valueOf(output.readLine());
    }

    /** Types a line of which each answer is one line, until the answer contains a text. */
    void typeUntil(String line, String text) throws IOException, InterruptedException {
        String answer;
        do {
            type(line);
            answer = output.readLine();
            TimeUnit.MILLISECONDS.sleep(50);
        } while (answer != null && !answer.contains(text));
        if (answer == null) {
            throw new AssertionError("Ended without saying \"" + text + "\": " + errors());
        }
    }

    void type(String text) throws IOException {
        process.outputWriter().write(text);
        process.outputWriter().flush();
    }

    void endInput() throws IOException {
        process.outputWriter().close();
    }

    void signal(String name) throws IOException, InterruptedException {
        String pid = Long.toString(process.pid());
        new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(HANG_GUARD_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("Still running: " + process.info());
        }
        return process.exitValue();
    }

    String output() {
        return String.join("\n", output.lines().toList());
    }

    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** A shell's background jobs ignore SIGINT, and so does every JVM that one of them starts. */
    private static List<String> defaultSignals() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.isReadable(status)) {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("SigIgn:")
                        && (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGINT_BIT)
                                != 0) {
                    return List.of("env", "--default-signal=INT");
                }
            }
        }
        return List.of();
    }
}
