// SPDX-License-Identifier: Apache-2.0
package org.postern.homes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process that talks: its output is read line by line, its input typed. */
final class RunningProcess implements AutoCloseable {
    private static final long HANG_GUARD_SECONDS = 45;

    private final Process process;
    private final Path errors;
    private final BlockingQueue<String> output = new LinkedBlockingQueue<>();
    private final StringBuilder said = new StringBuilder();

    private RunningProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /** Starts it in a folder; its errors go to a file there. */
    static RunningProcess start(Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        Path errors = Files.createTempFile(folder, "stderr", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectError(errors.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        RunningProcess running = new RunningProcess(builder.start(), errors);
        Thread listening = new Thread(running::listen, "test-output");
        listening.setDaemon(true);
        listening.start();
        return running;
    }

    /** The program of the JDK that runs this test. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(output::add);
        } catch (IOException | UncheckedIOException e) {
            // It was ended.
        }
    }

    /** Waits for a line of the output that contains one of the texts, and returns that line. */
    String awaitLine(String... texts) throws InterruptedException {
        while (true) {
            String line = output.poll(HANG_GUARD_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("Never said one of " + List.of(texts) + ". " + all());
            }
            said.append(line).append('\n');
            if (Arrays.stream(texts).anyMatch(line::contains)) {
                return line;
            }
        }
    }

    void type(String line) throws IOException {
        process.outputWriter().write(line + "\n");
        process.outputWriter().flush();
    }

    /** All that was waited for so far, and what came before it. */
    String said() {
        return said.toString();
    }

    /** Asks it to end, as a service manager does. */
    void terminate() {
        process.destroy();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(HANG_GUARD_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("Still running. " + all());
        }
        return process.exitValue();
    }

    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String all() {
        output.forEach(line -> said.append(line).append('\n'));
        return "Output:\n" + said + "Errors:\n" + errors();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
