// SPDX-License-Identifier: Apache-2.0
package org.postern.homes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.postern.homes.BuiltJars.EXAMPLE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.simulator.HeldMapping;
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

    /** Set up by files, as docs/osgi.md has it; the router is found by the example's strategy alone. */
    @Test
    void theExampleBundle_claimsItsPortAndNamesItsRouter() throws Exception {
        int port = Smoke.freePort();
        Path felix = layOutFelix();
        copyAll(FELIX.resolve("fileinstall"), felix.resolve("bundle"));
        Files.copy(BuiltJars.jar(EXAMPLE), felix.resolve("bundle/example.jar"));
        Path load = Files.createDirectory(felix.resolve("load"));
        try (SimulatedRouter router = Neighbourhood.router("The example's router")) {
            for (String each : List.of("ipv4", "ipv6", "unicast", "announcements")) {
                Files.writeString(
                        load.resolve("org.postern.discovery." + each + ".cfg"), "enabled = false");
            }
            Files.writeString(load.resolve(EXAMPLE + ".server.cfg"), "port = " + port);
            Files.writeString(
                    load.resolve(EXAMPLE + ".router.cfg"), "url = " + router.descriptionUrl());
            try (RunningProcess shell = start(router, felix)) {
                Neighbourhood.awaitMappings(
                        router,
                        held ->
                                held.stream()
                                        .map(HeldMapping::externalPort)
                                        .toList()
                                        .equals(List.of(port)));

                shell.type("felix:uninstall " + EXAMPLE);
                Neighbourhood.awaitMappings(router, List::isEmpty);

                shell.type("felix:stop 0");
                assertEquals(0, shell.exitCode(), shell::errors);
            }
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
            copyAll(FELIX.resolve(part), Files.createDirectories(felix.resolve(part)));
        }
        Files.writeString(
                Files.createDirectory(felix.resolve("conf")).resolve("config.properties"),
                // The rest of its lines is about bundles that are not there; and 1 is errors alone.
                "felix.auto.deploy.action=install,start\nfelix.log.level=1\n"
                        // As docs/osgi.md has it.
                        + "felix.fileinstall.enableConfigSave=false\n");
        return felix;
    }

    private static void copyAll(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            for (Path each : files.toList()) {
                Files.copy(each, target.resolve(each.getFileName()));
            }
        }
    }
}
