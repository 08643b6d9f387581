// SPDX-License-Identifier: Apache-2.0
package org.postern.fuzzing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One run of Jazzer in a process of its own, with little memory. All it leaves lies in the build's
 * folder: its log, what it found, and the inputs that the next run begins with.
 */
final class Fuzzer {
    /** Longer runs are there to find what the many short ones did not. */
    private static final Duration OF_A_BUILD = Duration.ofSeconds(30);

    private static final String MOST_HEAP = "-Xmx192m";
    private static final int MOST_MEGABYTES = 1024;
    private static final int MOST_BYTES = 64 * 1024;

    /** Of the clock, on a busy machine; {@link Cost} counts more finely. */
    private static final int HANG_SECONDS = 20;

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);

    private final FuzzTarget target;
    private final Path folder;

    Fuzzer(FuzzTarget target) {
        this.target = target;
        this.folder = Path.of("target", "fuzzing", target.folder()).toAbsolutePath();
    }

    /** What Jazzer said, to the end of the run. */
    record Outcome(int exitCode, List<String> log, List<Path> findings) {}

    Outcome run(Duration time) throws IOException, InterruptedException {
        Path generated = Files.createDirectories(folder.resolve("generated"));
        // What was found in an earlier build is a fixture by now, or will be found again.
        for (Path old : findings()) {
            Files.delete(old);
        }
        Path log = folder.resolve("jazzer.log");
        Process process =
                new ProcessBuilder(command(generated, seeds(), time))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            process.getOutputStream().close();
            Duration longest = time.plusSeconds(HANG_SECONDS).plus(STARTS_WITHIN);
            if (!process.waitFor(longest.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("Jazzer did not end within " + longest + ", see " + log);
            }
            // Lines can hold bytes of an input.
            List<String> lines =
                    List.of(Files.readString(log, StandardCharsets.ISO_8859_1).split("\n"));
            return new Outcome(process.exitValue(), lines, findings());
        } finally {
            process.destroyForcibly();
        }
    }

    /** One folder of ours, since libFuzzer takes folders, and the corpus holds other files too. */
    private Path seeds() throws IOException {
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        List<Path> files = new ArrayList<>(KnownInputs.fixtures(target));
        files.addAll(KnownInputs.corpus(target));
        for (Path file : files) {
            String name = file.getParent().getFileName() + "-" + file.getFileName();
            Files.copy(file, seeds.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        return seeds;
    }

    private List<String> command(Path generated, Path seeds, Duration time) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                MOST_HEAP,
                "-Djava.io.tmpdir=" + folder,
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzEntry.class.getName(),
                "--target_args=" + target.name(),
                "--instrumentation_includes=org.postern.**",
                "--instrumentation_excludes=org.postern.fuzzing.**",
                // Neither comparisons are traced nor hooks set: the dictionary knows the words, and
                // a
                // run reads twenty times as many inputs.
                "--trace=cov",
                "--custom_hook_includes=none",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + File.separator,
                "-dict=" + KnownInputs.dictionary(target).toAbsolutePath(),
                "-max_total_time=" + time.toSeconds(),
                // A build begins as the one before it did; 0 begins anywhere.
                "-seed=" + (time.compareTo(OF_A_BUILD) <= 0 ? 1 : 0),
                "-timeout=" + HANG_SECONDS,
                "-rss_limit_mb=" + MOST_MEGABYTES,
                "-max_len=" + MOST_BYTES,
                "-print_final_stats=1",
                generated.toString(),
                seeds.toString());
    }

    private List<Path> findings() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file ->
                                    file.getFileName()
                                            .toString()
                                            .matches("(crash|timeout|oom|slow-unit)-.*"))
                    .sorted()
                    .toList();
        }
    }
}
