// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

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
                        "timeout", "600", ROOT.resolve("itests/lab/" + script).toString());
        // The launcher script would look whether it has to build.
        lab.environment()
                .put("POSTERN", java() + " -jar " + ROOT + "/distribution/target/postern.jar");
        lab.environment().put("JAVA_HOME", System.getProperty("java.home"));
        lab.environment().putAll(environment);
        lab.redirectErrorStream(true);
        Process process = lab.start();
        process.getOutputStream().close();
        try {
            String reason = "";
            try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    System.out.println(line);
                    reason = line.startsWith(skipped) ? line : reason;
                }
            }
            assertEquals(0, process.waitFor(), "exit code of itests/lab/" + script);
            assumeFalse(reason.startsWith(skipped), reason);
        } finally {
            // Not forcibly: it has a lab to take down.
            process.destroy();
        }
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
