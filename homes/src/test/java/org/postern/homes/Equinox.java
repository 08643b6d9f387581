// SPDX-License-Identifier: Apache-2.0
package org.postern.homes;

import org.postern.simulator.SimulatedRouter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A version of Equinox with its console, and what there is beside it. */
enum Equinox {
    NEWEST("newest", "gogo|jline"),

    /** Its SCR, 2.1.16, exports the packages of Declarative Services 1.4 itself. */
    OF_KURA_5("kura", "gogo|jline|felix\\.scr|osgi\\.service\\.component");

    private static final Path BUNDLES =
            Path.of(System.getProperty("postern.root"), "distribution/target/classes/bundles");
    private static final Path EQUINOX = Path.of(System.getProperty("postern.homes"), "equinox");

    private final String home;
    private final Pattern replaced;

    /**
     * @param replaced which bundles of the distribution are not used: Equinox has its own shell
     */
    Equinox(String home, String replaced) {
        this.home = home;
        this.replaced = Pattern.compile(replaced);
    }

    /** The bundles of the distribution, Postern's and others, as far as Equinox does not replace them. */
    List<Path> distribution() throws IOException {
        return jars(BUNDLES).stream()
                .filter(jar -> !replaced.matcher(jar.getFileName().toString()).find())
                .toList();
    }

    /** What makes Kura install packages. */
    List<Path> deployment() throws IOException {
        return jars(home().resolve("deployment"));
    }

    /**
     * Starts it, with these bundles beside its own.
     *
     * @param router on which its keeper keeps ports
     */
    RunningProcess start(Path folder, SimulatedRouter router, List<Path> bundles)
            throws IOException {
        String all =
                Stream.of(
                                bundles,
                                jars(home().resolve("plugins")),
                                jars(EQUINOX.resolve("plugins")))
                        .flatMap(List::stream)
                        .map(jar -> jar.toUri() + "@start")
                        .collect(Collectors.joining(","));
        Files.writeString(
                folder.resolve("config.ini"),
                "osgi.bundles=%s\neclipse.ignoreApp=true\nosgi.noShutdown=true\n"
                        .formatted(all.replace("file:///", "file:/")));
        return RunningProcess.start(
                folder,
                Map.of(),
                List.of(
                        RunningProcess.java(),
                        Smoke.settings(folder, router),
                        "-jar",
                        home().resolve("org.eclipse.osgi.jar").toString(),
                        "-configuration",
                        folder.toString(),
                        "-console"));
    }

    private Path home() {
        return EQUINOX.resolve(home);
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.sorted().toList();
        }
    }
}
