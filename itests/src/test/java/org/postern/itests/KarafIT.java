// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.osgi.framework.Bundle;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.postern.itests.exam.InKaraf;
import org.postern.itests.exam.Inside;
import org.postern.itests.exam.KarafShell;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A user's evening with Karaf: installs, looks, opens ports, keeps one, and takes all away again. */
@InKaraf
@TestMethodOrder(OrderAnnotation.class)
class KarafIT {

    private static final Set<String> LOOKING =
            Set.of(
                    "discover",
                    "inspect",
                    "gateway",
                    "address",
                    "mappings",
                    "kept",
                    "watch",
                    "help");
    private static final Set<String> CHANGING =
            Set.of(
                    "map",
                    "unmap",
                    "keep",
                    "reopen",
                    "release",
                    "serve",
                    "helper",
                    "simulate",
                    "demo");

    private static final String UDN = "uuid:" + UUID.randomUUID();
    private static final String CHOSEN = " --interface lo --gateway " + UDN;

    private static final KarafShell ADMINISTRATOR = KarafShell.ofAdministrator();

    /** Before anything is installed; the tests share a Karaf, and so this class. */
    private static Set<String> socketsBefore = Set.of();

    private static Thread router = new Thread();

    @Test
    @Order(1)
    void theFeature_installsOffline_asTheGuideSays() throws Exception {
        socketsBefore = OwnSockets.open();

        for (String line : guide().toList()) {
            ADMINISTRATOR.type(line);
        }
        ADMINISTRATOR.type("feature:install postern-simulator");

        assertEquals(
                Set.of(
                        "org.postern.api",
                        "org.postern.discovery",
                        "org.postern.doctor",
                        "org.postern.gateways",
                        "org.postern.igd.control",
                        "org.postern.jmx",
                        "org.postern.pcp.control",
                        "org.postern.port.keeper",
                        "org.postern.shell.commands",
                        "org.postern.simulator"),
                bundles().map(Bundle::getSymbolicName).collect(Collectors.toSet()));
        bundles().forEach(each -> assertEquals(Bundle.ACTIVE, each.getState(), each.toString()));
        assertTrue(Files.exists(etc("org.postern.discovery.unicast.cfg")));
        assertTrue(Files.exists(etc("org.apache.karaf.command.acl.upnp.cfg")));
        Inside.eventually("Karaf has read the files that it wrote", KarafIT::filesAreRead);
    }

    @Test
    @Order(2)
    void itsCommands_areKnownCompletedAndExplained() throws Exception {
        Inside.eventually(
                "all commands",
                () ->
                        ADMINISTRATOR.commands("upnp").containsAll(LOOKING)
                                && ADMINISTRATOR.commands("upnp").containsAll(CHANGING));

        String all = ADMINISTRATOR.type("upnp:help");
        Set<String> missing = new TreeSet<>(ADMINISTRATOR.commands("upnp"));
        missing.removeIf(each -> all.contains("\n  " + each) || each.equals("help"));
        assertEquals(Set.of(), missing, all);
        assertTrue(ADMINISTRATOR.type("upnp:help unmap").startsWith("Usage: upnp:unmap PORT"));
        assertTrue(ADMINISTRATOR.type("upnp:unmap --help").startsWith("Usage: upnp:unmap PORT"));
        String karafs = ADMINISTRATOR.type("help");
        assertTrue(karafs.contains("feature:install"), "Karaf's own help: " + karafs);
        assertTrue(karafs.contains("upnp:unmap"), karafs);
        assertEquals(Set.of("upnp:map", "upnp:mappings"), ADMINISTRATOR.completions("upnp:map"));
        assertEquals(Set.of("unmap"), ADMINISTRATOR.completions("unma"));
    }

    @Test
    @Order(3)
    void aViewer_looksButChangesNothing() throws Exception {
        KarafShell viewer = KarafShell.of("viewer");
        Set<String> all = new TreeSet<>(LOOKING);
        all.addAll(CHANGING);
        all.add("doctor");
        assertEquals(all, ADMINISTRATOR.commands("upnp"), "each command is either");
        for (String each : LOOKING) {
            assertTrue(viewer.type("upnp:" + each + " --help").contains("Usage: upnp:"), each);
            assertThrows(Exception.class, () -> KarafShell.of("ssh").type("upnp:" + each), each);
        }
        assertTrue(viewer.type("upnp:doctor --no-test --help").contains("Usage: upnp:"));
        for (String options : List.of("", " 80 --help", " --stun --no-test --help")) {
            assertThrows(Exception.class, () -> viewer.type("upnp:doctor" + options), options);
        }
        for (String each : CHANGING) {
            Exception refusal =
                    assertThrows(Exception.class, () -> viewer.type("upnp:" + each + " --help"));
            assertTrue(String.valueOf(refusal).contains("CommandNotFound"), refusal.toString());
            for (String role : List.of("manager", "admin")) {
                assertTrue(
                        KarafShell.of(role).type("upnp:" + each + " --help").contains("Usage: "),
                        role + " " + each);
            }
        }
    }

    @Test
    @Order(4)
    void aPort_opensAndCloses() throws Exception {
        startRouter();
        Inside.eventually("the router is found", () -> discovered().contains(UDN));

        assertTrue(ADMINISTRATOR.type("upnp:address" + CHOSEN).contains("203.0.113.7"));
        assertTrue(ADMINISTRATOR.type("upnp:map 18181 --protocol TCP" + CHOSEN).contains("18181"));
        assertTrue(KarafShell.of("viewer").type("upnp:mappings --json" + CHOSEN).contains("18181"));
        ADMINISTRATOR.type("upnp:unmap 18181 --protocol TCP" + CHOSEN);
        assertEquals("[]", mappings());
        Exception failure =
                assertThrows(
                        Exception.class,
                        () -> ADMINISTRATOR.type("upnp:unmap 18181 --protocol TCP" + CHOSEN));
        assertTrue(String.valueOf(failure.getCause()).contains("18181"), failure.toString());
    }

    @Test
    @Order(5)
    void aPort_isKeptUntilItIsReleased() throws Exception {
        Inside.reference(
                "(&(objectClass=org.postern.api.gateway.Gateway)(postern.gateway.udn="
                        + UDN
                        + "))");

        ADMINISTRATOR.type("upnp:keep 18182 --protocol TCP --json");

        assertTrue(ADMINISTRATOR.type("upnp:kept --json").contains("18182"));
        assertTrue(mappings().contains("18182"));
        Path file = etc("org.postern.port.keeper.port-tcp-18182.cfg");
        assertTrue(Files.readAllLines(file).contains("externalPort = 18182"));
        assertTrue(ADMINISTRATOR.type("upnp:reopen 18182 --json").contains("18182"));
        ADMINISTRATOR.type("upnp:release 18182 --protocol TCP");
        Inside.eventually("its file is gone", () -> Files.notExists(file));
        assertEquals("[]", ADMINISTRATOR.type("upnp:kept --json").strip());
        assertEquals("[]", mappings());
    }

    @Test
    @Order(6)
    void aFileInEtc_keepsAPort() throws Exception {
        Path file = etc("org.postern.port.keeper.port-game.cfg");

        Files.writeString(file, "protocol = TCP\nexternalPort = 18183\ndescription = A game\n");
        Inside.eventually("it is open", () -> mappings().contains("A game"));
        Inside.eventually(
                "it is closed",
                () -> {
                    // Again, should Karaf be writing it back at this very moment.
                    Files.deleteIfExists(file);
                    return mappings().equals("[]");
                });
    }

    @Test
    @Order(7)
    void theExampleBundle_claimsItsPort() throws Exception {
        Path file = etc("org.postern.examples.bundle.server.cfg");
        Files.writeString(file, "port = 18185\n");

        ADMINISTRATOR.type("bundle:install -s file:" + System.getProperty("postern.example"));
        Inside.eventually("it is open", () -> mappings().contains("18185"));
        ADMINISTRATOR.type("bundle:uninstall org.postern.examples.bundle");
        Inside.eventually("it is closed", () -> mappings().equals("[]"));
        Files.delete(file);
    }

    @Test
    @Order(8)
    void uninstalledWhileAPortIsKept_nothingIsLeft() throws Exception {
        Path file = etc("org.postern.port.keeper.port-door.cfg");
        Files.writeString(file, "externalPort = 18184\n");
        Inside.eventually("it is open", () -> mappings().contains("18184"));

        ADMINISTRATOR.type("feature:uninstall postern postern-simulator");

        router.join();
        nothingIsLeft();
        Files.delete(file);
    }

    @Test
    @Order(9)
    void theArchive_isDroppedIntoDeployAndTakenOut() throws Exception {
        Path archive = Path.of(System.getProperty("postern.archive"));
        Path dropped =
                Path.of(System.getProperty("karaf.base"), "deploy").resolve(archive.getFileName());

        Files.copy(archive, dropped);
        // Its features one after the other, in this order; another installation would get lost.
        Inside.eventually(
                "its last feature is installed",
                () -> ADMINISTRATOR.type("feature:list --required").contains("postern-shell"));
        assertTrue(ADMINISTRATOR.commands("upnp").contains("keep"));
        ADMINISTRATOR.type("feature:install postern-simulator");
        aFileInEtc_switchesTheSearchOnAndOff();
        ADMINISTRATOR.type("feature:uninstall postern-simulator");
        router.join();
        Files.delete(dropped);
        Inside.eventually("it is gone", () -> bundles().findAny().isEmpty());
        nothingIsLeft();
    }

    /** Now that no port is kept, all routers of this machine may be found. */
    private static void aFileInEtc_switchesTheSearchOnAndOff() throws Exception {
        Path ipv4 = etc("org.postern.discovery.ipv4.cfg");
        startRouter();
        Files.delete(etc("org.postern.discovery.url-router.cfg"));
        Inside.eventually("it is not found", () -> !discovered().contains(UDN));

        Files.writeString(ipv4, "enabled = true\n");
        Inside.eventually("it is found by multicast", () -> discovered().contains(UDN));
        Files.writeString(ipv4, "enabled = false\n");
        Inside.eventually("it is not found any more", () -> !discovered().contains(UDN));
    }

    private static void nothingIsLeft() throws Exception {
        assertEquals(List.of(), bundles().toList());
        assertEquals(Set.of(), ADMINISTRATOR.commands("upnp"));
        Inside.eventually("no thread", () -> OwnThreads.alive().isEmpty());
        Inside.eventually(
                "no socket",
                () -> {
                    Set<String> sockets = OwnSockets.open();
                    sockets.removeAll(socketsBefore);
                    return sockets.isEmpty();
                });
    }

    /** The first lines that docs/karaf.md has its reader type. */
    private static Stream<String> guide() throws IOException {
        return Files.readAllLines(Path.of(System.getProperty("postern.guide"))).stream()
                .dropWhile(line -> !line.equals("```karaf"))
                .skip(1)
                .takeWhile(line -> !line.equals("```"));
    }

    /** Until then it may configure, and so start anew, each component once more. */
    private static boolean filesAreRead() throws Exception {
        Configuration[] all =
                Inside.service(ConfigurationAdmin.class)
                        .listConfigurations("(service.pid=org.postern.*)");
        return Arrays.stream(all)
                .allMatch(each -> each.getProperties().get("felix.fileinstall.filename") != null);
    }

    private static Path etc(String file) {
        return Path.of(System.getProperty("karaf.etc"), file);
    }

    private static Stream<Bundle> bundles() {
        return Arrays.stream(Inside.context().getBundles())
                .filter(each -> each.getSymbolicName().startsWith("org.postern."))
                .filter(each -> !each.getSymbolicName().startsWith("org.postern.itests."));
    }

    /** Where the configuration has it. */
    private static void startRouter() throws IOException {
        Properties url = new Properties();
        try (Reader file = Files.newBufferedReader(etc("org.postern.discovery.url-router.cfg"))) {
            url.load(file);
        }
        int port = URI.create(url.getProperty("url")).getPort();
        String line =
                "upnp:simulate --udn %s --port %d --wan %s"
                        .formatted(UDN, port, LoopbackInterface.wanAddress());
        router = new Thread(() -> simulate(line), "test-router");
        router.start();
    }

    /** Runs until its bundle is stopped. */
    private static void simulate(String line) {
        try {
            ADMINISTRATOR.type(line);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty where no router answers. */
    private static String discovered() {
        try {
            return ADMINISTRATOR.type("upnp:discover --interface lo --timeout 500 --json");
        } catch (Exception e) {
            return "";
        }
    }

    private static String mappings() throws Exception {
        return ADMINISTRATOR.type("upnp:mappings --json" + CHOSEN).strip();
    }
}
