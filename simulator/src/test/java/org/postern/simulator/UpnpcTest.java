// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Holds the router to a client that is not ours: upnpc of the package miniupnpc. Skipped where it
 * is missing, unless the environment has POSTERN_LAB=required.
 *
 * <p>It takes reserved addresses such as 203.0.113.7 for a line that is down, so the router reports
 * an ordinary one here.
 */
class UpnpcTest {
    private static final String CLIENT = "127.0.0.1";
    private static final String EXTERNAL = "11.22.33.44";
    private static final long HANG_GUARD_SECONDS = 60;

    private record Result(int exitCode, String output) {
        void assertShows(String part) {
            assertTrue(output.contains(part), () -> "no \"" + part + "\" in:\n" + output);
        }
    }

    @BeforeAll
    static void upnpcIsInstalled() {
        boolean installed =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "upnpc")));
        boolean required = "required".equals(System.getenv("POSTERN_LAB"));
        if (required) {
            assertTrue(installed, "upnpc is required here but not installed (package miniupnpc)");
        }
        assumeTrue(installed, "upnpc is not installed (Debian package miniupnpc)");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void status_isShown(int version) throws Exception {
        try (SimulatedRouter router = start(version)) {
            Result status = upnpc(router, "-s");
            assertEquals(0, status.exitCode(), status.output());
            status.assertShows("Found valid IGD : ");
            status.assertShows("Local LAN ip address : 127.0.0.1");
            status.assertShows("Connection Type : IP_Routed");
            status.assertShows("Status : Connected, uptime=");
            status.assertShows("MaxBitRateDown : 200000000 bps");
            status.assertShows("MaxBitRateUp 50000000 bps");
            status.assertShows("ExternalIPAddress = " + EXTERNAL);
            status.assertShows("Bytes:   Sent:        0\tRecv:        0");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void mapping_isAddedListedAndDeleted(int version) throws Exception {
        try (SimulatedRouter router = start(version)) {
            int port = TestNet.freePort(router.wanAddress());
            String external = Integer.toString(port);
            Result added =
                    upnpc(router, "-e", "hello", "-a", CLIENT, "7000", external, "TCP", "600");
            assertEquals(0, added.exitCode(), added.output());
            added.assertShows(
                    "external 11.22.33.44:"
                            + port
                            + " TCP is redirected to internal 127.0.0.1:7000");
            HeldMapping held = router.mappings().get(0);
            assertEquals("hello", held.description());
            assertEquals(7000, held.internalPort());
            assertTrue(held.leaseSeconds() > 500 && held.leaseSeconds() <= 600);

            Result listed = upnpc(router, "-l");
            assertEquals(0, listed.exitCode(), listed.output());
            listed.assertShows(" 0 TCP " + port + "->127.0.0.1:7000  'hello' ''");
            listed.assertShows("713 (SpecifiedArrayIndexInvalid)");

            Result deleted = upnpc(router, "-d", external, "TCP");
            assertEquals(0, deleted.exitCode(), deleted.output());
            deleted.assertShows("UPNP_DeletePortMapping() returned : 0");
            assertTrue(router.mappings().isEmpty());
            upnpc(router, "-d", external, "TCP").assertShows("failed with code : 714");
        }
    }

    @Test
    void addAny_reservesAnotherPortWhereTheWishIsTaken() throws Exception {
        try (SimulatedRouter router = start(2)) {
            int port = TestNet.freePort(router.wanAddress());
            String external = Integer.toString(port);
            Result wish = upnpc(router, "-n", CLIENT, "7000", external, "UDP", "600");
            assertEquals(0, wish.exitCode(), wish.output());
            wish.assertShows("external 11.22.33.44:" + port + " UDP is redirected to internal");

            Result other = upnpc(router, "-n", "127.0.0.3", "7000", external, "UDP", "600");
            assertEquals(0, other.exitCode(), other.output());
            assertEquals(2, router.mappings().size());
            int reserved = router.mappings().get(1).externalPort();
            other.assertShows("external 11.22.33.44:" + reserved + " UDP is redirected");

            Result list = upnpc(router, "-L");
            list.assertShows(port + "->127.0.0.1:7000");
            list.assertShows(reserved + "->127.0.0.3:7000");
            Result range = upnpc(router, "-N", "1", "65535", "UDP", "1");
            assertEquals(0, range.exitCode(), range.output());
            assertTrue(router.mappings().isEmpty());
        }
    }

    @Test
    void addAny_isUnknownToVersion1() throws Exception {
        try (SimulatedRouter router = start(1)) {
            upnpc(router, "-n", CLIENT, "7000", "7000", "UDP", "600")
                    .assertShows("failed with code 401 (Invalid Action)");
        }
    }

    @Test
    void conflict_isShownWithItsCode() throws Exception {
        try (SimulatedRouter router = start(1, Quirk.CONFLICT_718)) {
            upnpc(router, "-a", CLIENT, "7000", "7000", "UDP")
                    .assertShows("718 (ConflictInMappingEntry)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lo", "127.0.0.1"})
    void discovery_findsTheRouter(String via) throws Exception {
        RouterConfig config =
                RouterConfig.standard()
                        .withNetworkInterface(TestNet.ownAddress())
                        .withExternalAddress(EXTERNAL);
        try (SimulatedRouter router = SimulatedRouter.start(config)) {
            Result status = run(List.of("upnpc", "-m", via, "-s"));
            // Other routers of this machine may be found too, and used instead.
            status.assertShows("desc: " + router.descriptionUrl());
            if (status.output().split("desc: ", -1).length == 2) {
                status.assertShows("ExternalIPAddress = " + EXTERNAL);
                assertEquals(0, status.exitCode(), status.output());
            }
        }
    }

    private static SimulatedRouter start(int version, Quirk... quirks) throws IOException {
        return SimulatedRouter.start(
                TestNet.quiet()
                        .withIgdVersion(version)
                        .withExternalAddress(EXTERNAL)
                        .withQuirks(quirks));
    }

    /** Runs without a search: nothing leaves the loopback interface. */
    private static Result upnpc(SimulatedRouter router, String... words) throws Exception {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("upnpc", "-u", router.descriptionUrl().toString()));
        command.addAll(List.of(words));
        return run(command);
    }

    private static Result run(List<String> command) throws Exception {
        Path output = Files.createTempFile("upnpc", ".txt");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            if (!process.waitFor(HANG_GUARD_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            return new Result(process.waitFor(), text);
        } finally {
            Files.delete(output);
        }
    }
}
