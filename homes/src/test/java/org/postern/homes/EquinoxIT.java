// SPDX-License-Identifier: Apache-2.0
package org.postern.homes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.simulator.SimulatedRouter;

import java.nio.file.Path;
import java.util.List;

/** The bundles that the README puts into Felix, in Equinox, started with its console. */
@Timeout(180)
class EquinoxIT {

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void theSameBundles_workInEquinox(Equinox version) throws Exception {
        try (SimulatedRouter router = Neighbourhood.router("Equinox's router");
                RunningProcess equinox = version.start(folder, router, version.distribution())) {
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
}
