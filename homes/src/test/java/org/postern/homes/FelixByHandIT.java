// SPDX-License-Identifier: Apache-2.0
package org.postern.homes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.simulator.SimulatedRouter;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The README's steps for a plain Felix framework, as they are written there. */
@Timeout(180)
class FelixByHandIT {
    private static final Path ROOT = Path.of(System.getProperty("postern.root"));
    private static final Path FELIX = Path.of(System.getProperty("postern.homes"), "felix");

    private static final String FOLDER_LINE = "FELIX=";
    private static final String MAVEN_LINE = "mvn -DskipTests package";

    @TempDir Path folder;

    @Test
    void theReadmesSteps_work() throws Exception {
        try (SimulatedRouter router = Neighbourhood.router("Felix's router");
                RunningProcess felix = start(router, layOutFelix())) {
            new Smoke(felix, router).run();

            felix.type("felix:stop 0");
            assertEquals(0, felix.exitCode(), felix::errors);
            assertEquals(List.of(MAVEN_LINE), Files.readAllLines(folder.resolve("mvn-calls")));
        }
    }

    private RunningProcess start(SimulatedRouter router, Path felix) throws IOException {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        // Everything was built before: this one only writes down that it was called.
        Path maven =
                Files.writeString(
                        tools.resolve("mvn"),
                        "#!/bin/sh\necho \"mvn $*\" >>'" + folder.resolve("mvn-calls") + "'\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path script =
                Files.writeString(
                        folder.resolve("steps"), "set -e; cd '" + ROOT + "'; " + steps(felix));
        String path =
                Stream.of(tools, Path.of(RunningProcess.java()).getParent())
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
        return RunningProcess.start(
                folder,
                Map.of(
                        "PATH",
                        path + File.pathSeparator + System.getenv("PATH"),
                        "JAVA_TOOL_OPTIONS",
                        Smoke.settings(folder, router)),
                List.of("bash", script.toString()));
    }

    /** The block of commands under the README's heading, for another folder than its own. */
    private static String steps(Path felix) throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String section = readme.substring(readme.indexOf("\n## Use it in Felix\n"));
        int start = section.indexOf("```sh\n") + "```sh\n".length();
        return section.substring(start, section.indexOf("```", start))
                .lines()
                .map(line -> line.startsWith(FOLDER_LINE) ? FOLDER_LINE + "'" + felix + "'" : line)
                .collect(Collectors.joining("\n", "\n", "\n"));
    }

    /** As the archive is unpacked. */
    private Path layOutFelix() throws IOException {
        Path felix = folder.resolve("felix-framework");
        for (String part : List.of("bin", "bundle")) {
            Path target = Files.createDirectories(felix.resolve(part));
            try (Stream<Path> files = Files.list(FELIX.resolve(part))) {
                for (Path each : files.toList()) {
                    Files.copy(each, target.resolve(each.getFileName()));
                }
            }
        }
        Files.writeString(
                Files.createDirectory(felix.resolve("conf")).resolve("config.properties"),
                // The rest of its lines is about bundles that are not there; and 1 is errors alone.
                "felix.auto.deploy.action=install,start\nfelix.log.level=1\n");
        return felix;
    }
}
