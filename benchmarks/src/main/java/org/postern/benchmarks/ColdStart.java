// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the first description costs a new JVM, with the classes that are loaded for it. Each sample
 * is a process of its own; both readers take turns, so that the machine's other work meets both. It
 * stretches the time of the clock more than that of the processor.
 */
final class ColdStart {
    private static final int SAMPLES = 21;

    private ColdStart() {}

    /** Prints a table. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String before = Machine.load();
        List<String> lines = new ArrayList<>();
        for (String clock : List.of("clock", "processor")) {
            List<Double> postern = new ArrayList<>();
            List<Double> jdk = new ArrayList<>();
            for (int i = 0; i < SAMPLES; i++) {
                postern.add(sample("postern", clock));
                jdk.add(sample("jdk", clock));
            }
            lines.add(line("Postern, time of the " + clock, postern));
            lines.add(line("the JDK's StAX, time of the " + clock, jdk));
        }
        System.out.println();
        System.out.println(
                "The first description of 5 KB in a new JVM, XML alone; "
                        + SAMPLES
                        + " processes for each; load of the machine "
                        + before
                        + " before, "
                        + Machine.load()
                        + " after:");
        System.out.println();
        System.out.println("| reader | median | fastest |");
        System.out.println("|---|---|---|");
        lines.forEach(System.out::println);
    }

    private static String line(String reader, List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        return "| "
                + reader
                + " | "
                + Figures.number(sorted.get(sorted.size() / 2))
                + " ms | "
                + Figures.number(sorted.get(0))
                + " ms |";
    }

    private static double sample(String reader, String clock)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                FirstRead.class.getName(),
                                reader,
                                clock)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (InputStream out = process.getInputStream()) {
            String nanos = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IOException("The process that read with " + reader + " failed.");
            }
            return Long.parseLong(nanos) / 1e6;
        }
    }
}
