// SPDX-License-Identifier: Apache-2.0
package org.postern.homes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.homes.BuiltJars.API;
import static org.postern.homes.BuiltJars.DISCOVERY;
import static org.postern.homes.BuiltJars.GATEWAYS;
import static org.postern.homes.BuiltJars.IGD_CONTROL;
import static org.postern.homes.BuiltJars.PORT_KEEPER;
import static org.postern.homes.BuiltJars.TESTKIT;
import static org.postern.homes.BuiltJars.path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.simulator.SimulatedRouter;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A control protocol that no other jar knows, on the class path: what is there uses it. */
@Timeout(120)
class MadeUpProtocolIT {
    private static final String ADDRESS = "127.0.0.1";

    @TempDir Path folder;

    @Test
    void alone_itsJarAndTheCoreWithoutUpnpAreEnough() throws Exception {
        try (RunningProcess program = program(path(API, GATEWAYS, PORT_KEEPER, TESTKIT), 1)) {
            assertEquals("found [tin] []", program.awaitLine("found "));
            assertOpensAndCloses(program);
        }
    }

    @Test
    void besideUpnp_itIsTheSameGateway() throws Exception {
        String all = path(API, DISCOVERY, GATEWAYS, IGD_CONTROL, PORT_KEEPER, TESTKIT);
        try (SimulatedRouter router = Neighbourhood.router("Hall");
                RunningProcess program = program(all, 2)) {
            String found = program.awaitLine("found ");
            assertTrue(found.startsWith("found [tin, upnp] [LIST, FIND, DESCRIPTION"), found);
            assertOpensAndCloses(program);
            assertEquals(List.of(), router.mappings());
        }
    }

    private static void assertOpensAndCloses(RunningProcess program) throws Exception {
        assertEquals("open [TCP port 18161, UDP port 18162]", program.awaitLine("open "));
        assertEquals("left []", program.awaitLine("left "));
        assertEquals(0, program.exitCode(), program::errors);
    }

    private RunningProcess program(String libraries, int protocols) throws Exception {
        String tests =
                Path.of(
                                OpeningProgram.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                        .toString();
        return RunningProcess.start(
                folder,
                Map.of(),
                List.of(
                        RunningProcess.java(),
                        "-Dorg.postern.port.keeper.state=" + folder.resolve("state"),
                        "-cp",
                        libraries + File.pathSeparator + tests,
                        OpeningProgram.class.getName(),
                        "lo",
                        ADDRESS,
                        Integer.toString(protocols)));
    }
}
