// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Where a table was measured. */
final class Machine {
    private Machine() {}

    /** How many threads wanted a processor in the last minute. */
    static String load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return String.format(Locale.ROOT, "%.1f", load);
    }

    static String words(int forks, String loadBefore) {
        return String.join(
                System.lineSeparator(),
                "- "
                        + Runtime.getRuntime().availableProcessors()
                        + " cores, "
                        + processor()
                        + "; "
                        + System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.version"),
                "- " + System.getProperty("java.vm.name") + " " + Runtime.version(),
                "- "
                        + version("org/jupnp/org.jupnp", "jUPnP")
                        + ", "
                        + version("jetty-http", "Jetty")
                        + ", "
                        + version("jmh-core", "JMH"),
                "- one thread, serial collector, "
                        + forks
                        + " fresh JVM(s) for each figure; medians of single readings, which others'"
                        + " work on the machine interrupts less than it does sums of many",
                "- load of the machine: "
                        + loadBefore
                        + " before, "
                        + load()
                        + " after. Above 1 others were at work too: then the times are too long,"
                        + " and only the ratios and bytes mean something",
                "");
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    /** From the jar's name, which is what the build says. */
    private static String version(String jar, String name) {
        return Stream.of(System.getProperty("java.class.path").split(":"))
                .filter(entry -> entry.contains(jar))
                .map(entry -> entry.replaceFirst(".*-([0-9][^-]*)\\.jar$", name + " $1"))
                .findFirst()
                .orElse(name);
    }
}
