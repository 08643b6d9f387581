// SPDX-License-Identifier: Apache-2.0
package org.postern.homes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.simulator.SimulatedRouter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The deployment package in the framework, the Declarative Services and the Deployment Admin of
 * Eclipse Kura 5, whose agent installs packages in this way.
 */
@Timeout(180)
class KuraPackageIT {
    private static final Path PACKAGE =
            Path.of(
                    System.getProperty("postern.root"),
                    "kura-package/target/postern-%s.dp"
                            .formatted(System.getProperty("postern.version")));

    @TempDir Path folder;

    @Test
    void itIsInstalled_works_andIsUninstalled() throws Exception {
        Equinox kura = Equinox.OF_KURA_5;
        List<Path> others =
                Stream.concat(
                                kura.distribution().stream().filter(each -> !isPosterns(each)),
                                kura.deployment().stream())
                        .toList();
        try (SimulatedRouter router = Neighbourhood.router("Kura's router");
                RunningProcess equinox = kura.start(folder, router, others)) {
            install(equinox);
            new Smoke(equinox, router).run();

            equinox.type("$package uninstall");
            int before = equinox.said().length();
            equinox.type("felix:lb");
            equinox.type("echo uninstalled");
            equinox.awaitLine("uninstalled");
            assertEquals(
                    List.of(),
                    equinox.said()
                            .substring(before)
                            .lines()
                            .filter(line -> line.matches(" *\\d+\\|.*Postern.*"))
                            .toList());
        }
    }

    private static boolean isPosterns(Path jar) {
        return jar.getFileName().toString().startsWith("org.postern.");
    }

    /** What Kura's agent does, at the prompt, which is there before all services are. */
    private static void install(RunningProcess equinox) throws IOException, InterruptedException {
        String line;
        do {
            equinox.type(
                    "reference = $.context getServiceReference"
                            + " org.osgi.service.deploymentadmin.DeploymentAdmin");
            equinox.type("echo \"found $reference .\"");
            line = equinox.awaitLine("found ");
        } while (line.contains("found null") || line.contains("found  ."));
        equinox.type("admin = $.context getService $reference");
        equinox.type("url = new java.net.URL " + PACKAGE.toUri());
        equinox.type("package = $admin installDeploymentPackage ($url openStream)");
    }
}
