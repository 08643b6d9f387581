// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.upnp.UpnpResult;
import org.postern.simulator.HeldMapping;
import org.postern.simulator.Quirk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The main job on every simulated router that has to do with actions: it is done, or the failure
 * says why not. A profile that is new in the simulator is expected to work until it is named here.
 */
@Timeout(60)
class ControlQuirksTest extends OneSimulatedRouter {
    private static final int INTERNAL = 30022;
    private static final Duration HOUR = Duration.ofHours(1);

    /** Longer than 63 characters and not all ASCII (quirk A22). */
    private static final String LONG_NAME =
            "a name that is long and has an \u00e9 in it, as users write it in many languages";

    /** Where the job cannot be done, and what is said then. */
    private static final Map<String, UpnpResult> IMPOSSIBLE =
            Map.ofEntries(
                    Map.entry("conflict-718", UpnpResult.CONFLICT_WITH_OTHER_MAPPING),
                    Map.entry("conflict-729", UpnpResult.CONFLICT_WITH_OTHER_MECHANISM),
                    Map.entry("switched-off-606", UpnpResult.NOT_AUTHORIZED),
                    Map.entry("same-ports-724", UpnpResult.SAME_PORT_VALUES_REQUIRED),
                    Map.entry("any-port-727", UpnpResult.EXT_PORT_MUST_BE_WILDCARD),
                    Map.entry("table-full-728", UpnpResult.NO_PORT_MAPS_AVAILABLE),
                    Map.entry("table-full-402", UpnpResult.INVALID_ARGS),
                    Map.entry("no-add", UpnpResult.ACTION_FAILED),
                    Map.entry("add-401", UpnpResult.ACTION_FAILED),
                    Map.entry("stopped-501", UpnpResult.ACTION_FAILED),
                    Map.entry("address-empty-501", UpnpResult.ACTION_FAILED),
                    Map.entry("dhcp-only", UpnpResult.CONFLICT_WITH_OTHER_MAPPING),
                    Map.entry("not-allowed-501-words", UpnpResult.NOT_AUTHORIZED),
                    Map.entry("holds-nothing", UpnpResult.ACTION_FAILED));

    static Stream<Quirk> profiles() {
        return Quirk.all().stream()
                .filter(quirk -> quirk.numbers().matches(".*\\bA\\d.*"))
                .filter(quirk -> quirk != Quirk.DISCONNECTED);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void port_isOpenedAndClosed_orTheFailureSaysWhyNot(Quirk quirk) throws Exception {
        Gateway gateway = gateway(1, quirk.optionName());
        MappingRequest request = request(quirk.optionName(), EXTERNAL, INTERNAL, HOUR);
        UpnpResult expected = IMPOSSIBLE.get(quirk.optionName());
        if (expected == null) {
            opensAndCloses(gateway, request);
        } else {
            assertFails(expected, gateway, request);
        }
        assertTrue(router.mappings().isEmpty());
        // Quirk A23: an action that routers lack, or answer with 0, is never needed.
        assertFalse(router.requests().contains("GetPortMappingNumberOfEntries"));
    }

    static Stream<Quirk> possible() {
        return profiles().filter(quirk -> !IMPOSSIBLE.containsKey(quirk.optionName()));
    }

    @ParameterizedTest
    @MethodSource("possible")
    void severalPorts_areFound_andNoOthers(Quirk quirk) throws Exception {
        findsSeveral(gateway(1, quirk.optionName()));
    }

    /** Quirks A54 and A58: the look-up of one protocol finds the other's entry. */
    @ParameterizedTest
    @ValueSource(strings = {"specific-any-protocol", "specific-untold-protocol"})
    void entryOfTheOtherProtocol_isNotTakenForIt(String profile) throws Exception {
        Gateway gateway = gateway(1, profile);
        PortKey tcp = new PortKey(Protocol.TCP, EXTERNAL);
        gateway.map(
                new MappingRequest(Set.of(Protocol.UDP), EXTERNAL, INTERNAL, "test", HOUR, false));
        assertEquals(Optional.empty(), gateway.find(tcp));
        gateway.map(
                new MappingRequest(Set.of(Protocol.TCP), EXTERNAL, INTERNAL, "test", HOUR, false));
        gateway.unmap(tcp);
        assertEquals(
                List.of(Protocol.UDP),
                gateway.mappings().stream().map(PortMapping::protocol).toList());
        assertThrows(GatewayException.class, () -> gateway.unmap(tcp));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reply-html",
                "no-ranges",
                "no-specific",
                "no-list",
                "specific-402",
                "hidden-714",
                "listing-empty",
                "list-shrinks",
                "fault-code-only",
                "empty-500",
                "reply-small",
                "lease-604800",
            })
    void severalPortsOfIgd2_areFound_andNoOthers(String profile) throws Exception {
        findsSeveral(gateway(2, profile));
    }

    private void findsSeveral(Gateway gateway) throws Exception {
        for (int port = EXTERNAL; port < EXTERNAL + 6; port += 2) {
            String name = "test " + port;
            gateway.map(new MappingRequest(Set.of(Protocol.TCP), port, 0, name, HOUR, false));
        }
        List<PortMapping> found =
                gateway.findAll(
                        keys(Protocol.TCP, EXTERNAL - 1, EXTERNAL, EXTERNAL + 2, EXTERNAL + 4));
        assertEquals(
                router.mappings().stream().map(HeldMapping::externalPort).sorted().toList(),
                found.stream().map(PortMapping::externalPort).toList());
        assertEquals(List.of(), gateway.findAll(keys(Protocol.UDP, EXTERNAL, EXTERNAL + 2)));
    }

    private static SortedSet<PortKey> keys(Protocol protocol, int... ports) {
        SortedSet<PortKey> keys = new TreeSet<>();
        for (int port : ports) {
            keys.add(new PortKey(protocol, port));
        }
        return keys;
    }

    private void opensAndCloses(Gateway gateway, MappingRequest request) throws Exception {
        MappingResult opened = gateway.map(request);
        PortMapping held = opened.mapping();
        assertEquals(1, router.mappings().size());
        assertEquals(EXTERNAL, router.mappings().get(0).externalPort());
        assertEquals(EXTERNAL, held.externalPort());
        assertEquals(INTERNAL, held.internalPort());
        assertEquals("127.0.0.1", held.internalClient().getHostAddress());
        assertEquals(Protocol.TCP, held.protocol());
        assertTrue(held.enabled());
        if (held.lease().isZero() || !held.description().equals(request.description())) {
            assertFalse(opened.notes().isEmpty());
        }
        gateway.unmap(new PortKey(Protocol.TCP, EXTERNAL));
        assertTrue(router.mappings().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void threeMappings_areListedEachOnce(Quirk quirk) throws Exception {
        Gateway gateway = gateway(1, quirk.optionName());
        for (int port = EXTERNAL; port < EXTERNAL + 3; port++) {
            if (!IMPOSSIBLE.containsKey(quirk.optionName())) {
                String name = "test " + port;
                gateway.map(
                        new MappingRequest(
                                Set.of(Protocol.TCP), port, 0, name, Duration.ZERO, false));
            }
        }
        if (quirk == Quirk.NO_LIST) {
            GatewayException failure =
                    assertThrows(GatewayException.class, () -> gateway.mappings());
            assertEquals(UpnpResult.ACTION_FAILED, UpnpResult.of(failure));
            return;
        }
        List<Integer> ports =
                gateway.mappings().stream()
                        .filter(mapping -> !mapping.description().equals("made up"))
                        .filter(mapping -> mapping.externalPort() >= EXTERNAL)
                        .map(PortMapping::externalPort)
                        .toList();
        List<Integer> held = router.mappings().stream().map(HeldMapping::externalPort).toList();
        if (quirk == Quirk.LIST_SHRINKS) {
            assertEquals(List.of(held.get(0), held.get(2)), ports);
        } else {
            assertEquals(held, ports);
        }
    }

    private static void assertFails(UpnpResult expected, Gateway gateway, MappingRequest request) {
        GatewayException failure = assertThrows(GatewayException.class, () -> gateway.map(request));
        assertEquals(expected, UpnpResult.of(failure), failure.getMessage());
        assertTrue(failure.getMessage().contains(gateway.info().name()), failure.getMessage());
    }

    @Test
    void permanent402_getsTheLongestLease() throws Exception {
        Gateway gateway = gateway(1, "permanent-402");
        MappingResult opened = gateway.map(request("", EXTERNAL, INTERNAL, Duration.ZERO));
        assertEquals(604_800, router.mappings().get(0).leaseSeconds());
        assertFalse(opened.notes().isEmpty());
    }

    @Test
    void own718_makesRoomForTheNewMapping() throws Exception {
        Gateway gateway = gateway(1, "own-718");
        gateway.map(request("", EXTERNAL, INTERNAL, HOUR));
        assertEquals(
                INTERNAL + 1,
                gateway.map(request("", EXTERNAL, INTERNAL + 1, HOUR)).mapping().internalPort());
        assertEquals(1, router.mappings().size());
    }

    @ParameterizedTest
    @CsvSource({"low-ports-716, EXT_PORT_WILDCARD_NOT_PERMITTED", "low-ports-606, NOT_AUTHORIZED"})
    void lowPort_isRefusedWithAnAdvice(String profile, UpnpResult result) throws Exception {
        Gateway gateway = gateway(1, profile);
        GatewayException failure =
                assertThrows(
                        GatewayException.class, () -> gateway.map(request("", 80, INTERNAL, HOUR)));
        assertEquals(result, UpnpResult.of(failure));
        assertEquals(Set.of(Advice.ANY_PORT), failure.advice());
    }

    @ParameterizedTest
    @CsvSource({
        "conflict-718, 1, 49999, 50000",
        "conflict-729, 1, 49999, 50000",
        "conflict-718, 2, 8080, 50000",
        "conflict-729, 2, 8080, 50000",
        "add-any-moves, 2, 8080, 8080",
        "same-ports-724, 1, 30021, 30022",
    })
    void anyPort_opensAnother(String profile, int version, int asked, int opened) throws Exception {
        Gateway gateway = gateway(version, profile);
        MappingRequest any =
                new MappingRequest(Set.of(Protocol.TCP), asked, INTERNAL, "test", HOUR, true);
        assertEquals(opened, gateway.map(any).mapping().externalPort());
        assertEquals(opened, router.mappings().get(0).externalPort());
    }

    @ParameterizedTest
    @CsvSource({"no-add-any", "add-any-moves"})
    void takenPort_ofIgd2_isReplacedByOneThatIsFree(String profile) throws Exception {
        Gateway gateway = gateway(2, profile, "conflict-718");
        MappingRequest any =
                new MappingRequest(Set.of(Protocol.TCP), 49_999, INTERNAL, "test", HOUR, true);
        int opened = gateway.map(any).mapping().externalPort();
        assertTrue(opened >= 50_000);
        assertEquals(
                List.of(opened),
                router.mappings().stream().map(HeldMapping::externalPort).toList());
    }

    @ParameterizedTest
    @CsvSource({"one-protocol", "udp-ends-tcp", "names-differ", "one-at-a-time"})
    void otherProtocol_onTheSamePort_isOpenedOrRefused_andTheFirstIsNotLostSilently(String profile)
            throws Exception {
        Gateway gateway = gateway(1, profile);
        gateway.map(new MappingRequest(Set.of(Protocol.UDP), EXTERNAL, 0, "test", HOUR, false));
        MappingRequest tcp = request(profile, EXTERNAL, EXTERNAL, HOUR);
        if (profile.equals("one-protocol")) {
            assertFails(UpnpResult.CONFLICT_WITH_OTHER_MAPPING, gateway, tcp);
        } else {
            gateway.map(tcp);
            assertEquals(2, router.mappings().size());
        }
        assertTrue(gateway.find(new PortKey(Protocol.UDP, EXTERNAL)).isPresent());
    }

    /** Quirk A21, for mappings that were given no description. */
    @Test
    void namesDiffer_withoutDescriptions_eachGetsOne() throws Exception {
        Gateway gateway = gateway(1, "names-differ");
        for (int port = EXTERNAL; port < EXTERNAL + 3; port++) {
            gateway.map(new MappingRequest(Set.of(Protocol.TCP), port, 0, "", HOUR, false));
        }
        assertEquals(3, router.mappings().size());
    }

    private static MappingRequest request(
            String profile, int external, int internal, Duration lease) {
        String name = profile.startsWith("description") ? LONG_NAME : "test";
        return new MappingRequest(Set.of(Protocol.TCP), external, internal, name, lease, false);
    }
}
