// SPDX-License-Identifier: Apache-2.0
package org.postern.homes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.homes.BuiltJars.API;
import static org.postern.homes.BuiltJars.DOCTOR;
import static org.postern.homes.BuiltJars.GATEWAYS;
import static org.postern.homes.BuiltJars.IGD_CONTROL;
import static org.postern.homes.BuiltJars.PORT_KEEPER;
import static org.postern.homes.BuiltJars.path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.api.discovery.DiscoveryStrategyProvider;
import org.postern.simulator.HeldMapping;
import org.postern.simulator.SimulatedRouter;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The Java of the README and of docs compiles as it stands there, and does what the text says. It
 * runs without {@code org.postern.discovery}, which would search the whole network.
 */
@Timeout(120)
class SnippetsIT {
    @TempDir Path folder;

    @BeforeEach
    void compile() throws Exception {
        Snippets.compile(Snippets.all(), folder, System.getProperty("java.class.path"));
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(DiscoveryStrategyProvider.class.getName()),
                GivenRouter.class.getName());
    }

    @Test
    void keepPort_keepsThePortUntilEnterIsPressed() throws Exception {
        try (SimulatedRouter router = Neighbourhood.router("Hall");
                RunningProcess program = run("KeepPort", router)) {
            assertTrue(program.awaitLine("Open at").startsWith("Open at 203.0.113.7 port "));
            assertEquals(List.of("25565 minecraft"), held(router));

            program.type("");

            assertEquals(0, program.exitCode(), program::errors);
            assertEquals(List.of(), held(router));
        }
    }

    @Test
    void openPort_opensThePortForAnHour() throws Exception {
        try (SimulatedRouter router = Neighbourhood.router("Hall");
                RunningProcess program = run("OpenPort", router)) {
            program.awaitLine("Reachable at 203.0.113.7");

            assertEquals(0, program.exitCode(), program::errors);
            assertEquals(List.of("25565 minecraft"), held(router));
            assertEquals(3600, router.mappings().get(0).leaseSeconds());
        }
    }

    @Test
    void gameHost_closesItsPortsWhenItIsEnded() throws Exception {
        try (SimulatedRouter router = Neighbourhood.router("Hall");
                RunningProcess program = run("GameHost", router)) {
            program.awaitLine("Come in: TCP port 25565", "Come in: UDP port 25565");
            program.awaitLine("Come in: TCP port 25565", "Come in: UDP port 25565");
            assertEquals(List.of("25565 minecraft", "25565 minecraft"), held(router));

            program.terminate();

            assertEquals(143, program.exitCode(), program::errors);
            assertEquals(List.of(), held(router));
        }
    }

    @Test
    void whyNot_namesACauseAndTheNextStep() throws Exception {
        try (SimulatedRouter router = Neighbourhood.router("Hall");
                RunningProcess program = run("WhyNot", router, "lo")) {
            // Nobody listens on the port.
            program.awaitLine("NOT_LISTENING: ");

            assertEquals(0, program.exitCode(), program::errors);
            assertEquals(List.of(), held(router));
        }
    }

    private static List<String> held(SimulatedRouter router) {
        return router.mappings().stream()
                .map((HeldMapping each) -> each.externalPort() + " " + each.description())
                .toList();
    }

    private RunningProcess run(String name, SimulatedRouter router, String... arguments)
            throws Exception {
        Path tests =
                Path.of(
                        GivenRouter.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        List<String> command =
                List.of(
                        RunningProcess.java(),
                        "-D" + GivenRouter.URL + "=" + router.descriptionUrl(),
                        "-Dorg.postern.port.keeper.state=" + folder.resolve("state"),
                        "-cp",
                        String.join(
                                File.pathSeparator,
                                path(API, GATEWAYS, IGD_CONTROL, PORT_KEEPER, DOCTOR),
                                folder.toString(),
                                tests.toString()),
                        name);
        return RunningProcess.start(
                folder, Map.of(), Stream.concat(command.stream(), Stream.of(arguments)).toList());
    }
}
