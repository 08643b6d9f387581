// SPDX-License-Identifier: Apache-2.0
package org.postern.homes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.simulator.SimulatedRouter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bundles that the README puts into Felix, in Equinox, started with its console. */
@Timeout(180)
class EquinoxIT {
    private static final Path BUNDLES =
            Path.of(System.getProperty("postern.root"), "distribution/target/classes/bundles");
    private static final Path EQUINOX = Path.of(System.getProperty("postern.homes"), "equinox");

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void theSameBundles_workInEquinox(Equinox version) throws Exception {
        configure(version);
        try (SimulatedRouter router = Neighbourhood.router("Equinox's router");
                RunningProcess equinox = start(version, router)) {
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

    private RunningProcess start(Equinox version, SimulatedRouter router) throws IOException {
        return RunningProcess.start(
                folder,
                Map.of(),
                List.of(
                        RunningProcess.java(),
                        Smoke.settings(folder, router),
                        "-jar",
                        version.framework().toString(),
                        "-configuration",
                        folder.toString(),
                        "-console"));
    }

    private void configure(Equinox version) throws IOException {
        String bundles =
                Stream.of(
                                version.withoutReplaced(jars(BUNDLES)),
                                jars(version.plugins()),
                                jars(EQUINOX.resolve("plugins")))
                        .flatMap(List::stream)
                        .map(jar -> jar.toUri() + "@start")
                        .collect(Collectors.joining(","));
        Files.writeString(
                folder.resolve("config.ini"),
                "osgi.bundles=%s\neclipse.ignoreApp=true\nosgi.noShutdown=true\n"
                        .formatted(bundles.replace("file:///", "file:/")));
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.sorted().toList();
        }
    }

    private enum Equinox {
        NEWEST("newest", "gogo|jline"),

        /** Its SCR, 2.1.16, exports the packages of Declarative Services 1.4 itself. */
        OF_KURA_5("kura", "gogo|jline|felix\\.scr|osgi\\.service\\.component");

        private final Path home;
        private final Pattern replaced;

        /**
         * @param replaced which bundles of the distribution are not used: Equinox has its own shell
         */
        Equinox(String home, String replaced) {
            this.home = EQUINOX.resolve(home);
            this.replaced = Pattern.compile(replaced);
        }

        Path framework() {
            return home.resolve("org.eclipse.osgi.jar");
        }

        Path plugins() {
            return home.resolve("plugins");
        }

        List<Path> withoutReplaced(List<Path> jars) {
            return jars.stream()
                    .filter(jar -> !replaced.matcher(jar.getFileName().toString()).find())
                    .toList();
        }
    }
}
