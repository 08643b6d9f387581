// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Traffic;
import org.postern.api.gateway.WanStatus;
import org.postern.api.upnp.UpnpResult;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What is understood of the answers of simulated routers that have quirks. */
@Timeout(60)
class ReplyQuirksTest extends OneSimulatedRouter {
    @Test
    void disconnected_isNoGateway() {
        GatewayException failure =
                assertThrows(GatewayException.class, () -> gateway(1, "disconnected"));
        assertEquals(UpnpResult.INVALID_GATEWAY, UpnpResult.of(failure));
    }

    @ParameterizedTest
    @CsvSource({
        "private-address, 10.0.0.2",
        "address-carrier, 100.64.0.2",
        "address-ipv6, 2001:db8:0:0:0:0:0:7",
        "status-up, 203.0.113.7",
        "status-disconnected, 203.0.113.7",
        "reply-small, 203.0.113.7",
        "reply-undeclared, 203.0.113.7",
        "reply-other-name, 203.0.113.7",
        "address-reversed, 1.0.168.192",
    })
    void externalAddress_isTold(String profile, String address) throws Exception {
        assertEquals(address, gateway(1, profile).externalAddress().getHostAddress());
    }

    @ParameterizedTest
    @CsvSource({
        "address-empty, ACTION_FAILED",
        "address-zero, ACTION_FAILED",
        "address-loopback, ACTION_FAILED",
        "address-text, INVALID_RESPONSE",
        "address-garbage, ACTION_FAILED",
        "ds-lite, ACTION_FAILED",
        "address-own-lan, ACTION_FAILED",
        "address-late, ACTION_FAILED",
    })
    void externalAddress_thatIsNone_isAFailure(String profile, UpnpResult result) throws Exception {
        Gateway gateway = gateway(1, profile);
        GatewayException failure =
                assertThrows(GatewayException.class, () -> gateway.externalAddress());
        assertEquals(result, UpnpResult.of(failure));
        assertTrue(failure.getMessage().contains(gateway.info().name()), failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "status-up, true, Up, true",
        "status-disconnected, false, Disconnected, true",
        "uptime-text, true, Connected, false",
        "uptime-spelling, true, Connected, true",
    })
    void status_isTold(String profile, boolean connected, String word, boolean uptime)
            throws Exception {
        WanStatus status = gateway(1, profile).status();
        assertEquals(connected, status.connected());
        assertEquals(word, status.status());
        assertEquals(uptime, status.uptime().isPresent());
    }

    /** On loopback, the router's address in the LAN is 127.0.0.1. */
    @ParameterizedTest
    @CsvSource({
        "ds-lite, the IPv6 address 2001:db8:0:0:0:0:0:7",
        "ds-lite, DS-Lite",
        "address-late, does not report its external address now",
        "address-own-lan, gives 127.0.0.1 as its external address",
    })
    void reasonForNoAddress_isNamed(String profile, String words) throws Exception {
        Gateway gateway = gateway(1, profile);
        GatewayException failure =
                assertThrows(GatewayException.class, () -> gateway.externalAddress());
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains(words), message);
    }

    @Test
    void countersStuck_areNotKnown() throws Exception {
        Traffic traffic = gateway(1, "counters-stuck").traffic().orElseThrow();
        assertEquals(OptionalLong.empty(), traffic.bytesSent());
        assertEquals(OptionalLong.empty(), traffic.bytesReceived());
        assertTrue(traffic.packetsSent().isPresent());
    }

    /** Whoever computes rates has to know that they wrap. */
    @Test
    void countersWrap_areToldAsTheyAre() throws Exception {
        Gateway gateway = gateway(1, "counters-wrap");
        Traffic first = gateway.traffic().orElseThrow();
        assertEquals(OptionalLong.of(4_294_967_290L), first.bytesSent());
        assertEquals(OptionalLong.of(4), first.bytesReceived());
    }

    @Test
    void countersOfAnotherName_areRead() throws Exception {
        assertTrue(gateway(1, "reply-other-name").traffic().orElseThrow().bytesSent().isPresent());
    }

    @Test
    void countersNegative_haveWrapped() throws Exception {
        assertEquals(
                OptionalLong.of(3_000_000_000L),
                gateway(1, "counters-negative").traffic().orElseThrow().bytesSent());
    }

    @ParameterizedTest
    @CsvSource({
        "fault-capitals",
        "fault-code-only",
        "fault-broken",
        "fault-200",
        "reply-bare",
        "reply-undeclared",
        "reply-html",
    })
    void fault_ofAnyShape_isUnderstood(String profile) throws Exception {
        Gateway gateway = gateway(1, profile);
        GatewayException failure =
                assertThrows(
                        GatewayException.class,
                        () -> gateway.unmap(new PortKey(Protocol.TCP, EXTERNAL)));
        assertEquals(UpnpResult.PORT_MAPPING_NOT_FOUND, UpnpResult.of(failure));
        assertEquals(OptionalInt.of(714), UpnpResult.upnpErrorCode(failure.code()));
    }

    @Test
    void empty500_isAFailureOfHttp() throws Exception {
        Gateway gateway = gateway(1, "empty-500");
        GatewayException failure =
                assertThrows(
                        GatewayException.class,
                        () -> gateway.unmap(new PortKey(Protocol.TCP, EXTERNAL)));
        assertEquals(UpnpResult.HTTP_ERROR, UpnpResult.of(failure));
        assertEquals(Optional.empty(), failure.code());
    }
}
