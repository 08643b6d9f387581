// SPDX-License-Identifier: Apache-2.0
package org.postern.homes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.homes.BuiltJars.API;
import static org.postern.homes.BuiltJars.DISCOVERY;
import static org.postern.homes.BuiltJars.GATEWAYS;
import static org.postern.homes.BuiltJars.IGD_CONTROL;
import static org.postern.homes.BuiltJars.path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.simulator.SimulatedRouter;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program that opens one port spends most of its time on loading classes, each of which takes a
 * fraction of a millisecond. They are counted in place of a time.
 */
@Timeout(120)
class ColdStartIT {
    /** From the jars. */
    private static final int MOST_CLASSES = 300;

    /** For lambdas and method references of the jars. */
    private static final int MOST_MADE_AT_RUN_TIME = 140;

    /** What one port needs nothing of. */
    private static final List<String> NOT_NEEDED =
            List.of(
                    "igd.control.announcements.",
                    "igd.control.monitoring.",
                    "igd.control.watch.",
                    "igd.control.internal.routes.",
                    "gateways.watcher.",
                    "gateways.publication.",
                    "discovery.listening.");

    @TempDir Path folder;

    private final List<String> loaded = new ArrayList<>();

    @BeforeEach
    void run() throws Exception {
        Path log = folder.resolve("classes");
        String tests = testClasses();
        try (SimulatedRouter router = Neighbourhood.router("Cold");
                RunningProcess program =
                        RunningProcess.start(
                                folder,
                                Map.of(),
                                List.of(
                                        RunningProcess.java(),
                                        "-Xlog:class+load:file=" + log + ":none",
                                        "-cp",
                                        path(API, DISCOVERY, GATEWAYS, IGD_CONTROL)
                                                + File.pathSeparator
                                                + tests,
                                        ColdProgram.class.getName(),
                                        "lo",
                                        "127.0.0.1"))) {
            assertEquals("open", program.awaitLine("open"));
            assertEquals(0, program.exitCode(), () -> program.errors() + router.mappings());
        }
        read(log);
    }

    private static String testClasses() throws Exception {
        return Path.of(
                        ColdProgram.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                .toString();
    }

    private void read(Path log) throws IOException {
        for (String line : Files.readAllLines(log)) {
            if (line.startsWith("org.postern.")) {
                loaded.add(line.substring("org.postern.".length(), line.indexOf(' ')));
            }
        }
    }

    @Test
    void fewClassesAreLoaded() {
        long made = loaded.stream().filter(each -> each.contains("$$Lambda")).count();
        long own = loaded.size() - made;
        assertTrue(own > 100 && own <= MOST_CLASSES, own + " classes of the jars");
        assertTrue(made <= MOST_MADE_AT_RUN_TIME, made + " classes made at run time");
    }

    @Test
    void whatOnePortDoesNotNeed_isNotLoaded() {
        List<String> unneeded =
                loaded.stream()
                        .filter(each -> NOT_NEEDED.stream().anyMatch(each::startsWith))
                        .toList();
        assertEquals(List.of(), unneeded);
    }
}
