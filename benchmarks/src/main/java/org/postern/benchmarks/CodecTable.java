// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/**
 * Runs all benchmarks and prints a Markdown table. Each is forked anew, on one thread and with the
 * collector that needs no other; JMH's own account of it goes to a file of the working directory.
 */
final class CodecTable {
    private static final String LOG = "target/codecs-%s.log";

    /** Code is compiled at once: on a busy machine it else happens too late. */
    private static final String[] JVM = {"-Xbatch", "-XX:+UseSerialGC", "-Xms256m", "-Xmx256m"};

    private CodecTable() {}

    public static void main(String[] arguments) throws RunnerException, IOException {
        int forks = Integer.parseInt(arguments[0]);
        String before = Machine.load();
        Collection<RunResult> pairs =
                run("pairs", options().exclude(WorstBenchmark.class.getSimpleName()), forks, 5, 5);
        Collection<RunResult> worst =
                run("worst", options().include(WorstBenchmark.class.getSimpleName()), 1, 2, 3);
        System.out.println(Machine.words(forks, before));
        System.out.println(
                "| what is read | Postern | allocates | jUPnP | allocates"
                        + " | jUPnP / Postern | promised |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (Row row : Row.values()) {
            System.out.println(row.line(pairs));
        }
        for (WorstRow row : WorstRow.values()) {
            System.out.println(row.line(worst));
        }
    }

    private static ChainedOptionsBuilder options() {
        return new OptionsBuilder().timeUnit(TimeUnit.MICROSECONDS);
    }

    private static Collection<RunResult> run(
            String name, ChainedOptionsBuilder options, int forks, int warmUps, int iterations)
            throws RunnerException, IOException {
        Path log = Path.of(LOG.formatted(name));
        Files.deleteIfExists(log);
        return new Runner(
                        options.forks(forks)
                                // Most single readings are not interrupted by others' work.
                                .mode(Mode.SampleTime)
                                .warmupIterations(warmUps)
                                .warmupTime(TimeValue.milliseconds(300))
                                .measurementIterations(iterations)
                                .measurementTime(TimeValue.milliseconds(200))
                                .addProfiler(GCProfiler.class)
                                .jvmArgs(JVM)
                                .shouldFailOnError(true)
                                .output(log.toString())
                                .build())
                .run();
    }
}
