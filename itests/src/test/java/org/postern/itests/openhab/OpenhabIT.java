// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.openhab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.osgi.framework.Bundle;
import org.postern.itests.OwnSockets;
import org.postern.itests.exam.InKarafLikeOpenhab;
import org.postern.itests.exam.Inside;
import org.postern.itests.exam.KarafShell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * In openHAB, as far as its parts can be had: Karaf on Equinox, where jUPnP looks after the devices
 * of the network, and has done so before Postern came. Neither may disturb the other.
 */
@InKarafLikeOpenhab
@TestMethodOrder(OrderAnnotation.class)
class OpenhabIT {

    private static final String UDN = System.getProperty("postern.udn", "");
    private static final String LATER_UDN = "uuid:" + UUID.randomUUID();
    private static final String SERVER = "pid:org.postern.port.keeper.port#server";

    private static final KarafShell ADMINISTRATOR = KarafShell.ofAdministrator();

    /** The tests share a Karaf, and so this class. */
    private static @Nullable OpenhabRouter router;

    private static @Nullable JupnpOnLoopback jupnp;
    private static List<String> counts = List.of();
    private static Set<String> socketsBefore = Set.of();

    @Test
    @Order(1)
    void jupnp_isThereFirst_andListensOnPort1900() throws Exception {
        ADMINISTRATOR.type("feature:install scr http");
        ADMINISTRATOR.type("bundle:install -s mvn:org.jupnp/org.jupnp/3.0.4");
        ADMINISTRATOR.type(
                "bundle:install -s mvn:org.postern/org.postern.simulator/"
                        + System.getProperty("postern.version"));
        assertEquals("Eclipse", Inside.context().getProperty("org.osgi.framework.vendor"));

        jupnp = JupnpOnLoopback.started();
        assertEquals(1, onPort1900().size(), "jUPnP's");
        router = OpenhabRouter.start(UDN);

        Inside.eventually("it is heard of", () -> jupnp().knows(UDN));
        counts = jupnp().mappingCounts(UDN);
        jupnpIsTold();
        socketsBefore = onPort1900();
    }

    @Test
    @Order(2)
    void theArchive_inTheFolderAddons_findsTheSameRouter() throws Exception {
        Files.copy(archive(), dropped());
        Inside.eventually("it is seen", () -> bundles("org.postern.api").findAny().isPresent());
        Inside.eventually(
                "its last feature is installed",
                () -> ADMINISTRATOR.type("feature:list --required").contains("postern-jmx"));

        gatewayIsPublished(UDN);
        assertTrue(onPort1900().size() > socketsBefore.size(), "it listens beside jUPnP");
        assertEquals(1, bundles("org.apache.felix.scr").count(), "openHAB's own is used");
        jupnpIsUndisturbed();
    }

    @Test
    @Order(3)
    void aFileInServices_keepsAPort_andJupnpHearsOfIt() throws Exception {
        ServicesFolder.written(SERVER + "\n\nprotocol = TCP\n# A comment\nexternalPort = 18191\n");

        Inside.eventually("it is open", () -> router().isOpen(18191));
        jupnpIsTold();
        ServicesFolder.written(SERVER + "\nprotocol=TCP\nexternalPort=18192\n");
        Inside.eventually("it moves", () -> router().isOpen(18192) && !router().isOpen(18191));
        assertTrue(ADMINISTRATOR.type("upnp:kept --json").contains("configuration server"));
        ServicesFolder.deleted(SERVER);
        Inside.eventually("it is closed", () -> !router().isOpen(18192));
        jupnpIsTold();
        jupnpIsUndisturbed();
    }

    @Test
    @Order(4)
    void anAnnouncement_reachesBoth() throws Exception {
        try (OpenhabRouter later = OpenhabRouter.start(LATER_UDN)) {
            jupnpHears(later);
            gatewayIsPublished(LATER_UDN);
        }
        Inside.eventually("jUPnP hears that it left", () -> !jupnp().knows(LATER_UDN));
        jupnpIsUndisturbed();
    }

    @Test
    @Order(5)
    void itsBundlesStopAndStart_jupnpNoticesNothing() throws Exception {
        for (Bundle each : bundles("org.postern.").toList()) {
            each.stop();
        }
        Inside.eventually("it listens no longer", () -> onPort1900().equals(socketsBefore));
        jupnpIsUndisturbed();

        for (Bundle each : bundles("org.postern.").toList()) {
            each.start();
        }
        gatewayIsPublished(UDN);
        ServicesFolder.written(SERVER + "\nprotocol = TCP\nexternalPort = 18193\n");
        Inside.eventually("it is open", () -> router().isOpen(18193));
        jupnpIsTold();
        ServicesFolder.deleted(SERVER);
        Inside.eventually("it is closed", () -> !router().isOpen(18193));
        jupnpIsUndisturbed();
    }

    @Test
    @Order(6)
    void theArchiveIsTakenOut_jupnpIsLeftAsItWas() throws Exception {
        Files.delete(dropped());
        Inside.eventually("it is gone", () -> bundles("org.postern.").findAny().isEmpty());
        Inside.eventually("it listens no longer", () -> onPort1900().equals(socketsBefore));

        jupnpIsUndisturbed();
        try (OpenhabRouter later = OpenhabRouter.start(LATER_UDN)) {
            jupnpHears(later);
        }
        router().close();
    }

    /** Its registry holds the router, and none of the router's events was missed. */
    private static void jupnpIsUndisturbed() {
        assertTrue(jupnp().knows(UDN));
        assertTrue(router().subscribers() > 0);
        assertEquals(List.of(), counts.stream().filter(each -> !each.matches("[0-9]+")).toList());
    }

    /** By an event of the router's, whoever opened its ports. */
    private static void jupnpIsTold() throws Exception {
        Inside.eventually(
                "jUPnP is told",
                () ->
                        !counts.isEmpty()
                                && counts.get(counts.size() - 1).equals(router().mappingCount()));
    }

    /** The socket may have opened after its first words. */
    private static void jupnpHears(OpenhabRouter later) throws Exception {
        Inside.eventually(
                "jUPnP hears",
                () -> {
                    later.announce();
                    return jupnp().knows(LATER_UDN);
                });
    }

    private static void gatewayIsPublished(String udn) throws InterruptedException {
        Inside.reference(
                "(&(objectClass=org.postern.api.gateway.Gateway)(postern.gateway.udn=%s))"
                        .formatted(udn));
    }

    /** The sockets of this process on UDP port 1900. */
    private static Set<String> onPort1900() {
        return OwnSockets.open().stream()
                .filter(each -> each.matches("udp6? [0-9A-F]+:076C .*"))
                .collect(Collectors.toSet());
    }

    /** Not those of the simulator and of the tests, which stay. */
    private static Stream<Bundle> bundles(String start) {
        return Arrays.stream(Inside.context().getBundles())
                .filter(each -> each.getSymbolicName().startsWith(start))
                .filter(each -> !each.getSymbolicName().startsWith("org.postern.itests."))
                .filter(each -> !each.getSymbolicName().equals("org.postern.simulator"));
    }

    private static OpenhabRouter router() {
        return Objects.requireNonNull(router);
    }

    private static JupnpOnLoopback jupnp() {
        return Objects.requireNonNull(jupnp);
    }

    private static Path archive() {
        return Path.of(System.getProperty("postern.archive"));
    }

    private static Path dropped() {
        return Path.of(System.getProperty("karaf.base"), "addons").resolve(archive().getFileName());
    }
}
