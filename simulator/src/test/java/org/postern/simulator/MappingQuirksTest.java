// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/** Which mappings are refused by quirks, and what others become. */
class MappingQuirksTest {
    private static final String CALLER = "127.0.0.1";
    private static final String ANOTHER = "127.0.0.9";

    @ParameterizedTest
    @CsvSource({
        "lease-725,       50000, 127.0.0.1, 3600, 725",
        "lease-402,       50000, 127.0.0.1, 3600, 402",
        "permanent-402,   50000, 127.0.0.1, 0, 402",
        "permanent-402,   50000, 127.0.0.1, 604801, 402",
        "conflict-729,    49999, 127.0.0.1, 0, 729",
        "not-yours-718,   50000, 127.0.0.9, 0, 718",
        "not-yours-606,   50000, 127.0.0.9, 0, 606",
        "switched-off-606, 50000, 127.0.0.1, 0, 606",
        "same-ports-724,  50000, 127.0.0.1, 0, 724",
        "any-port-727,    50000, 127.0.0.1, 0, 727",
        "table-full-728,  50000, 127.0.0.1, 0, 728",
        "table-full-402,  50000, 127.0.0.1, 0, 402",
        "low-ports-716,   1023, 127.0.0.1, 0, 716",
        "low-ports-606,   1023, 127.0.0.1, 0, 606",
        "description-empty, 50000, 127.0.0.1, 0, 402",
    })
    void whatTheProfileDislikes_isRefused(
            String profile, int port, String client, long lease, int code) throws Exception {
        try (SimulatedRouter router = start(profile)) {
            assertEquals(code, connection(router).add("UDP", port, client, 7000, lease).code());
            assertTrue(router.mappings().isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lease-725, 50000, 0",
        "lease-402, 50000, 0",
        "permanent-402, 50000, 604800",
        "conflict-729, 50000, 0",
        "not-yours-718, 50000, 0",
        "not-yours-606, 50000, 0",
        "same-ports-724, 7000, 0",
        "description-501, 50000, 0",
        "description-402, 50000, 0",
        "description-ascii, 50000, 0",
        "own-718, 50000, 0",
        "one-at-a-time, 50000, 0",
    })
    void whatTheProfileLikes_isMapped(String profile, int port, long lease) throws Exception {
        try (SimulatedRouter router = start(profile)) {
            assertEquals(200, connection(router).add("UDP", port, CALLER, 7000, lease).status());
            assertEquals(port, router.mappings().get(0).externalPort());
        }
    }

    @Test
    void afterAReconnect_aMappingForwardsOnlyOnceItIsAddedAnew() throws Exception {
        try (SimulatedRouter router = start("stale-forward");
                ServerSocket inside = new ServerSocket(0, 8, InetAddress.getByName(CALLER))) {
            int port = TestNet.freePort(router.wanAddress());
            SoapClient soap = connection(router);
            soap.add("TCP", port, CALLER, inside.getLocalPort(), 0);
            new Socket(router.wanAddress(), port).close();

            router.changeConnection("Connected", "198.51.100.9");
            soap.add("TCP", port, CALLER, inside.getLocalPort(), 0);
            assertEquals(1, router.mappings().size());
            assertThrows(
                    ConnectException.class, () -> new Socket(router.wanAddress(), port).close());

            soap.call(
                    "DeletePortMapping",
                    "NewRemoteHost",
                    "",
                    "NewExternalPort",
                    Integer.toString(port),
                    "NewProtocol",
                    "TCP");
            soap.add("TCP", port, CALLER, inside.getLocalPort(), 0);
            new Socket(router.wanAddress(), port).close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "own-718, 127.0.0.1, UDP, 718",
        "conflict-501, 127.0.0.9, UDP, 501",
        "one-protocol, 127.0.0.1, TCP, 718",
        "names-differ, 127.0.0.1, TCP, 501",
    })
    void secondMapping_isRefused(String profile, String client, String protocol, int code)
            throws Exception {
        try (SimulatedRouter router = start(profile)) {
            SoapClient calls = connection(router);
            assertEquals(200, calls.add("UDP", 50_000, CALLER, 7000, 0).status());
            assertEquals(code, calls.add(protocol, 50_000, client, 7000, 0).code());
            assertEquals(1, router.mappings().size());
        }
    }

    @Test
    void udpEndsTcp_leavesOnlyTheUdpMapping() throws Exception {
        try (SimulatedRouter router = start("udp-ends-tcp")) {
            SoapClient calls = connection(router);
            calls.add("TCP", 50_000, CALLER, 7000, 0);
            calls.add("TCP", 50_001, CALLER, 7000, 0);
            calls.add("UDP", 50_000, CALLER, 7000, 0);
            assertEquals(
                    List.of("TCP 50001", "UDP 50000"),
                    router.mappings().stream()
                            .map(held -> held.protocol() + " " + held.externalPort())
                            .toList());
        }
    }

    @Test
    void lease604800_isWhatPermanentBecomes() throws Exception {
        try (SimulatedRouter router = start("lease-604800")) {
            connection(router).add("UDP", 50_000, CALLER, 7000, 0);
            assertEquals(604_800, router.mappings().get(0).leaseSeconds());
        }
    }

    @ParameterizedTest
    @CsvSource({"description-dropped, UPnP", "description-cut, a long desc"})
    void description_becomesAnother(String profile, String kept) throws Exception {
        try (SimulatedRouter router = start(profile)) {
            SoapClient calls = connection(router);
            describe(calls, "a long description");
            assertEquals(kept.substring(0, Math.min(11, kept.length())), description(router));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "description-501, 63, 501",
        "description-402, 16, 402",
    })
    void description_hasALength(String profile, int longest, int code) throws Exception {
        try (SimulatedRouter router = start(profile)) {
            SoapClient calls = connection(router);
            assertEquals(200, describe(calls, "d".repeat(longest)).status());
            assertEquals(code, describe(calls, "d".repeat(longest + 1)).code());
        }
    }

    @Test
    void descriptionAscii_refusesOtherLetters() throws Exception {
        try (SimulatedRouter router = start("description-ascii")) {
            assertEquals(402, describe(connection(router), "Sp\u00fclmaschine").code());
        }
    }

    @Test
    void alwaysEnabled_opensWhatIsToBeShut() throws Exception {
        try (SimulatedRouter router = start("always-enabled")) {
            connection(router).mapping("AddPortMapping", "", 50_000, "UDP", 7000, CALLER, "0", 0);
            assertTrue(router.mappings().get(0).enabled());
        }
    }

    @Test
    void holdsNothing_confirmsAllTheSame() throws Exception {
        try (SimulatedRouter router = start("holds-nothing")) {
            assertEquals(200, connection(router).add("UDP", 50_000, CALLER, 7000, 0).status());
            assertTrue(router.mappings().isEmpty());
        }
    }

    @Test
    void done501_holdsWhatItSaysItDoesNot() throws Exception {
        try (SimulatedRouter router = start("done-501")) {
            assertEquals(501, connection(router).add("UDP", 50_000, CALLER, 7000, 0).code());
            assertEquals(1, router.mappings().size());
        }
    }

    @Test
    void oneAtATime_losesWhatComesMeanwhile() throws Exception {
        try (SimulatedRouter router = start("one-at-a-time")) {
            SoapClient calls = connection(router);
            Thread first = new Thread(() -> add(calls, 50_000));
            first.start();
            Thread second = new Thread(() -> add(calls, 50_001));
            second.start();
            first.join();
            second.join();
            assertEquals(1, router.mappings().size());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "conflict-718, 8080, 50000",
        "conflict-729, 8080, 50000",
        "add-any-moves, 8080, 48080",
    })
    void addAny_givesAnotherPort(String profile, int asked, int given) throws Exception {
        RouterConfig config = TestNet.quiet().withIgdVersion(2).withQuirks(named(profile));
        try (SimulatedRouter router = SimulatedRouter.start(config)) {
            var answer =
                    SoapClient.connection(router, 2)
                            .mapping("AddAnyPortMapping", "", asked, "TCP", 7000, CALLER, "1", 0);
            assertEquals(Integer.toString(given), answer.value("NewReservedPort"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "no-add, AddPortMapping",
        "no-add, AddAnyPortMapping",
        "add-401, AddPortMapping",
        "no-add-any, AddAnyPortMapping",
        "no-ranges, GetListOfPortMappings",
        "no-ranges, DeletePortMappingRange",
        "no-specific, GetSpecificPortMappingEntry",
        "no-list, GetGenericPortMappingEntry",
    })
    void lackingAction_isUnknown(String profile, String action) throws Exception {
        RouterConfig config = TestNet.quiet().withIgdVersion(2).withQuirks(named(profile));
        try (SimulatedRouter router = SimulatedRouter.start(config)) {
            assertEquals(401, SoapClient.connection(router, 2).call(action).code());
        }
    }

    @Test
    void deleteStar_takesNoOtherWildcard() throws Exception {
        try (SimulatedRouter router = start("delete-star")) {
            SoapClient calls = connection(router);
            calls.add("UDP", 50_000, CALLER, 7000, 0);
            assertEquals(402, calls.delete("UDP", 50_000).code());
            assertEquals(
                    200,
                    calls.call(
                                    "DeletePortMapping",
                                    "NewRemoteHost",
                                    "*",
                                    "NewExternalPort",
                                    "50000",
                                    "NewProtocol",
                                    "UDP")
                            .status());
            assertTrue(router.mappings().isEmpty());
        }
    }

    @Test
    void remoteHost726_takesTheEmptyOneOnly() throws Exception {
        try (SimulatedRouter router = start("remote-host-726")) {
            SoapClient calls = connection(router);
            assertEquals(
                    726,
                    calls.mapping(
                                    "AddPortMapping",
                                    "203.0.113.1",
                                    50_000,
                                    "UDP",
                                    7000,
                                    CALLER,
                                    "1",
                                    0)
                            .code());
            assertEquals(200, calls.add("UDP", 50_000, CALLER, 7000, 0).status());
        }
    }

    @Test
    void emptyClient_isTheCaller() throws Exception {
        try (SimulatedRouter router = start("empty-client")) {
            assertEquals(200, connection(router).add("UDP", 50_000, "", 7000, 0).status());
            assertEquals(CALLER, router.mappings().get(0).internalClient());
        }
    }

    private static void add(SoapClient calls, int port) {
        try {
            assertEquals(200, calls.add("UDP", port, ANOTHER, 7000, 0).status());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static SoapClient.Answer describe(SoapClient calls, String text) throws Exception {
        return calls.call(
                "AddPortMapping",
                "NewRemoteHost",
                "",
                "NewExternalPort",
                "50000",
                "NewProtocol",
                "UDP",
                "NewInternalPort",
                "7000",
                "NewInternalClient",
                CALLER,
                "NewEnabled",
                "1",
                "NewPortMappingDescription",
                text,
                "NewLeaseDuration",
                "0");
    }

    private static String description(SimulatedRouter router) {
        return router.mappings().get(0).description();
    }

    private static Quirk named(String profile) {
        return Quirk.named(profile).orElseThrow();
    }

    private static SimulatedRouter start(String profile) throws Exception {
        return SimulatedRouter.start(TestNet.quiet().withQuirks(named(profile)));
    }

    private static SoapClient connection(SimulatedRouter router) {
        return SoapClient.connection(router, 1);
    }
}
