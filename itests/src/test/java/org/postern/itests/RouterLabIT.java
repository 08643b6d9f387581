// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** Runs {@code itests/lab/run}, which says what it could not do without. */
class RouterLabIT {

    private static final String SKIPPED = "router lab skipped: ";
    private static final Path ROOT = Path.of(System.getProperty("postern.root")).normalize();

    @Test
    void wholeWayAgainstMiniupnpd() throws IOException, InterruptedException {
        ProcessBuilder lab =
                new ProcessBuilder("timeout", "600", ROOT.resolve("itests/lab/run").toString());
        // What this build built; the launcher script would look whether it has to build.
        lab.environment()
                .put("POSTERN", java() + " -jar " + ROOT + "/distribution/target/postern.jar");
        lab.environment().put("KARAF", System.getProperty("postern.karaf"));
        lab.environment().put("JAVA_HOME", System.getProperty("java.home"));
        lab.redirectErrorStream(true);
        Process process = lab.start();
        process.getOutputStream().close();
        try {
            String skipped = "";
            try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    System.out.println(line);
                    skipped = line.startsWith(SKIPPED) ? line : skipped;
                }
            }
            assertEquals(0, process.waitFor(), "exit code of itests/lab/run");
            assumeFalse(skipped.startsWith(SKIPPED), skipped);
        } finally {
            // Not forcibly: it has a lab to take down.
            process.destroy();
        }
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
