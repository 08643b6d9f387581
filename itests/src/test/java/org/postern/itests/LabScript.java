// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A script of {@code itests/lab}, which says what it could not do without. */
final class LabScript {

    private static final Path ROOT = Path.of(System.getProperty("postern.root")).normalize();

    private LabScript() {}

    /**
     * Runs it on what this build built, and prints what it prints. A line that begins with {@code
     * skipped} says why it did nothing.
     */
    static void run(String script, String skipped, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder lab =
                new ProcessBuilder(
                        "timeout", "900", ROOT.resolve("itests/lab/" + script).toString());
        // The launcher script would look whether it has to build.
        lab.environment()
                .put("POSTERN", java() + " -jar " + ROOT + "/distribution/target/postern.jar");
        lab.environment().put("JAVA_HOME", System.getProperty("java.home"));
        lab.environment().putAll(environment);
        lab.redirectErrorStream(true);
        Process process = lab.start();
        process.getOutputStream().close();
        try {
            List<String> lines = new ArrayList<>();
            try (BufferedReader output = process.inputReader()) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    System.out.println(line);
                    lines.add(line);
                }
            }
            assertEquals(
                    0,
                    process.waitFor(),
                    () -> "exit code of itests/lab/" + script + "\n" + failures(lines));
            Optional<String> reason =
                    lines.stream().filter(line -> line.startsWith(skipped)).findFirst();
            assumeTrue(reason.isEmpty(), () -> reason.orElseThrow());
        } finally {
            // Not forcibly: it has a lab to take down.
            process.destroy();
        }
    }

    /** The failed steps with what they printed, and the last step, after which a script may break off. */
    private static String failures(List<String> lines) {
        List<String> told = new ArrayList<>();
        boolean failed = false;
        for (String line : lines) {
            failed = line.startsWith("not ok ") || failed && line.startsWith("    ");
            if (failed) {
                told.add(line);
            }
        }
        told.addAll(lines.subList(Math.max(0, lines.size() - 2), lines.size()));
        return String.join("\n", told);
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
