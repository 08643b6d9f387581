// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class MappingRequestTest {
    @Test
    void factoriesAskForTheSamePortInside_forAnHour_andForNoOther() {
        MappingRequest request = MappingRequest.tcp(25565);
        assertEquals(List.of(PortKey.tcp(25565)), request.keys());
        assertEquals(25565, request.effectiveInternalPort());
        assertEquals(Duration.ofHours(1), request.lease());
        assertEquals("", request.description());
        assertFalse(request.acceptsOtherPort());
    }

    @Test
    void withersChangeOneThing() {
        MappingRequest request =
                MappingRequest.udp(5000)
                        .internalPort(6000)
                        .description("camera")
                        .permanent()
                        .anyPort();
        MappingRequest written =
                new MappingRequest(Set.of(Protocol.UDP), 5000, 6000, "camera", Duration.ZERO, true);
        assertEquals(written, request);
        assertTrue(request.acceptsOtherPort());
    }

    @Test
    void bothProtocolsAreOneRequest_tcpFirst() {
        assertEquals(
                List.of(PortKey.tcp(80), PortKey.udp(80)), MappingRequest.tcpAndUdp(80).keys());
    }

    @Test
    void aPartOfARequestKeepsTheInternalPort_andTakesNoOtherPort() {
        MappingRequest part = MappingRequest.tcpAndUdp(80).anyPort().only(PortKey.udp(8080));
        assertEquals(List.of(PortKey.udp(8080)), part.keys());
        assertEquals(80, part.effectiveInternalPort());
        assertFalse(part.acceptsOtherPort());
    }

    @Test
    void aClientIsKeptByAllChanges() throws Exception {
        InetAddress other = InetAddress.getByName("192.168.1.9");
        MappingRequest request =
                MappingRequest.tcpAndUdp(80)
                        .client(other)
                        .internalPort(8080)
                        .description("web")
                        .permanent()
                        .anyPort()
                        .only(PortKey.udp(81));
        assertEquals(Optional.of(other), request.client());
        assertEquals(Optional.empty(), MappingRequest.tcp(80).client());
        request.check();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "127.0.0.1",
                "169.254.3.4",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::9",
                "ff02::1"
            })
    void aClientIsASingleHostOfALocalNetwork(String literal) throws Exception {
        MappingRequest request = MappingRequest.tcp(80).client(InetAddress.getByName(literal));
        GatewayException failure = assertThrows(GatewayException.class, request::check);
        assertEquals(Reason.INVALID_ARGUMENT, failure.reason());
    }

    @Test
    void aRequestWithoutAProtocolCannotBeMade() {
        assertThrows(
                IllegalArgumentException.class,
                () -> MappingRequest.of(EnumSet.noneOf(Protocol.class), 80));
    }

    @Test
    @SuppressWarnings("NullAway")
    void aRequestWithANullCannotBeMade() {
        Set<Protocol> tcp = Set.of(Protocol.TCP);
        Set<Protocol> none = new HashSet<>();
        none.add(null);
        Duration lease = MappingRequest.DEFAULT_LEASE;
        assertThrows(
                NullPointerException.class,
                () -> new MappingRequest(null, 80, 0, "", lease, false));
        assertThrows(
                NullPointerException.class,
                () -> new MappingRequest(none, 80, 0, "", lease, false));
        assertThrows(
                NullPointerException.class,
                () -> new MappingRequest(tcp, 80, 0, null, lease, false));
        assertThrows(
                NullPointerException.class, () -> new MappingRequest(tcp, 80, 0, "", null, false));
        assertThrows(
                NullPointerException.class,
                () -> new MappingRequest(tcp, 80, 0, "", lease, false, null, ""));
        assertThrows(NullPointerException.class, () -> MappingRequest.tcp(80).client(null));
        assertThrows(
                NullPointerException.class, () -> MappingRequest.tcp(80).controlProtocol(null));
    }

    @Test
    void keysAreOrderedByPort_thenTcpFirst() {
        assertTrue(PortKey.udp(80).compareTo(PortKey.tcp(81)) < 0);
        assertTrue(PortKey.tcp(80).compareTo(PortKey.udp(80)) < 0);
    }

    @Test
    void requestsThatDifferInOneComponent_areNotEqual() throws Exception {
        MappingRequest request = MappingRequest.tcp(80);
        Set<MappingRequest> differing =
                Set.of(
                        request,
                        MappingRequest.udp(80),
                        MappingRequest.tcp(81),
                        request.internalPort(81),
                        request.description("camera"),
                        request.permanent(),
                        request.anyPort(),
                        request.client(InetAddress.getByName("192.0.2.1")),
                        request.controlProtocol("pcp"));

        assertEquals(1 + MappingRequest.class.getRecordComponents().length, differing.size());
        assertEquals(request, MappingRequest.tcp(80));
        assertEquals(request.hashCode(), MappingRequest.tcp(80).hashCode());
    }
}
