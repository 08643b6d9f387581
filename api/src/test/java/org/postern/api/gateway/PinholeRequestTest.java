// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class PinholeRequestTest {
    private static Inet6Address address(String literal) throws UnknownHostException {
        return (Inet6Address) InetAddress.getByName(literal);
    }

    private static Reason reason(PinholeRequest request) {
        return assertThrows(GatewayException.class, request::check).reason();
    }

    @Test
    void factoriesAskForAnHour_andLeaveTheAddressOpen() {
        PinholeRequest request = PinholeRequest.tcp(8080);
        assertEquals(Duration.ofHours(1), request.lease());
        assertEquals(Optional.empty(), request.client());
        assertDoesNotThrow(request::check);
    }

    @Test
    void bothProtocolsAreOneRequest_tcpFirst() {
        assertEquals(
                List.of(Set.of(Protocol.TCP), Set.of(Protocol.UDP)),
                PinholeRequest.tcpAndUdp(8080).single().stream()
                        .map(PinholeRequest::protocols)
                        .toList());
    }

    @Test
    void noProtocolIsNoRequest() {
        assertThrows(IllegalArgumentException.class, () -> PinholeRequest.of(List.of(), 8080));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65536})
    void portOutOfRange_isRefusedBeforeAnythingIsSent(int port) {
        assertEquals(Reason.INVALID_PORT, reason(PinholeRequest.udp(port)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT1S", "PT0.5S", "PT24H1S"})
    void leaseOutOfRange_isRefused_sinceNoPinholeIsPermanent(Duration lease) {
        assertEquals(Reason.INVALID_LEASE, reason(PinholeRequest.udp(8080).lease(lease)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT2M", "PT24H"})
    void leaseInRange_isTaken(Duration lease) {
        assertDoesNotThrow(() -> PinholeRequest.udp(8080).lease(lease).check());
    }

    @ParameterizedTest
    @ValueSource(strings = {"::", "fe80::1", "fec0::1", "ff02::1", "fc00::1", "fd77::1"})
    void addressThatTheInternetCannotReach_isRefused(String literal) throws UnknownHostException {
        assertEquals(
                Reason.INVALID_ARGUMENT, reason(PinholeRequest.tcp(80).client(address(literal))));
    }

    @Test
    void namedAddressIsTaken() throws UnknownHostException {
        PinholeRequest request = PinholeRequest.tcp(80).client(address("2001:db8::5"));
        assertDoesNotThrow(request::check);
        assertEquals(List.of(request), request.single());
    }
}
