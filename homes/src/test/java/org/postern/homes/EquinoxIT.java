// SPDX-License-Identifier: Apache-2.0
package org.postern.homes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.simulator.SimulatedRouter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bundles that the README puts into Felix, in Equinox, started with its console. */
@Timeout(180)
class EquinoxIT {
    private static final Path BUNDLES =
            Path.of(System.getProperty("postern.root"), "distribution/target/classes/bundles");
    private static final Path EQUINOX = Path.of(System.getProperty("postern.homes"), "equinox");

    @TempDir Path folder;

    @Test
    void theSameBundles_workInEquinox() throws Exception {
        configure();
        try (SimulatedRouter router = Neighbourhood.router("Equinox's router");
                RunningProcess equinox = start(router)) {
            new Smoke(equinox, router).run();
            everyBundleIsActive(equinox);

            equinox.type("equinox:exit");
            // Really want to stop Equinox?
            equinox.type("y");
            assertEquals(0, equinox.exitCode(), equinox::errors);
        }
    }

    private static void everyBundleIsActive(RunningProcess equinox) throws Exception {
        equinox.type("felix:lb");
        equinox.type("echo everything");
        equinox.awaitLine("everything");
        assertEquals(
                List.of(),
                equinox.said()
                        .lines()
                        .filter(line -> line.matches(" *\\d+\\|.*"))
                        .filter(line -> !line.contains("|Active "))
                        .toList());
    }

    private RunningProcess start(SimulatedRouter router) throws IOException {
        return RunningProcess.start(
                folder,
                Map.of(),
                List.of(
                        RunningProcess.java(),
                        Smoke.settings(folder, router),
                        "-jar",
                        EQUINOX.resolve("org.eclipse.osgi.jar").toString(),
                        "-configuration",
                        folder.toString(),
                        "-console"));
    }

    private void configure() throws IOException {
        try (Stream<Path> ours = Files.list(BUNDLES);
                Stream<Path> console = Files.list(EQUINOX.resolve("plugins"))) {
            String bundles =
                    Stream.concat(ours.filter(EquinoxIT::isNoShell), console)
                            .sorted()
                            .map(jar -> jar.toUri() + "@start")
                            .collect(Collectors.joining(","));
            Files.writeString(
                    folder.resolve("config.ini"),
                    "osgi.bundles=%s\neclipse.ignoreApp=true\nosgi.noShutdown=true\n"
                            .formatted(bundles.replace("file:///", "file:/")));
        }
    }

    /** Equinox has its own console. */
    private static boolean isNoShell(Path jar) {
        return !jar.getFileName().toString().matches(".*(gogo|jline).*");
    }
}
