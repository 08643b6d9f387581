// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.Gateway.CallbackRequest;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/** A gateway is asked to connect to this machine. */
class CallbackTest extends OneSimulatedRouter {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @ParameterizedTest
    @ValueSource(strings = {"event-early", "event-path", "timeout-infinite", "event-unnumbered"})
    void theRouterConnects_andIsNoLongerSubscribedToAfterwards(String profile) throws Exception {
        Gateway gateway = gateway(1, profile);
        assertTrue(gateway.capabilities().contains(Capability.CALLBACK));
        try (ServerSocket listening = new ServerSocket(0, 1, LOOPBACK);
                CallbackRequest request = gateway.requestCallback(listening.getLocalPort());
                Socket router = listening.accept()) {
            assertNotNull(request);
            assertEquals(gateway.info().address(), router.getInetAddress());
            assertEquals(1, router.getInputStream().readNBytes(1).length);
        }
        assertEquals(List.of("SUBSCRIBE", "UNSUBSCRIBE"), eventRequests());
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe-412", "subscribe-501"})
    void aRouterThatTakesNoSubscription_isNotAskedToEndOne(String profile) throws Exception {
        Gateway gateway = gateway(1, profile);
        GatewayException refused =
                assertThrows(GatewayException.class, () -> gateway.requestCallback(8080));
        assertEquals(Reason.TRANSPORT_ERROR, refused.reason());
        assertEquals(List.of("SUBSCRIBE"), eventRequests());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void aPortOutOfRange_isRefused_andNothingIsSent(int port) throws Exception {
        Gateway gateway = gateway(1);
        GatewayException refused =
                assertThrows(GatewayException.class, () -> gateway.requestCallback(port));
        assertEquals(Reason.INVALID_PORT, refused.reason());
        assertEquals(List.of(), eventRequests());
    }

    @Test
    void aRouterThatIsGone_isUnreachable() throws Exception {
        Gateway gateway = gateway(1);
        router.close();
        GatewayException failed =
                assertThrows(GatewayException.class, () -> gateway.requestCallback(8080));
        assertEquals(Reason.UNREACHABLE, failed.reason());
    }

    @Test
    void aServiceWithoutEvents_cannotBeAsked() throws Exception {
        gateway(1);
        try (StubSoapRouter silent = new StubSoapRouter(1)) {
            Gateway gateway = silent.gateway();
            assertFalse(gateway.capabilities().contains(Capability.CALLBACK));
            GatewayException refused =
                    assertThrows(GatewayException.class, () -> gateway.requestCallback(8080));
            assertEquals(Reason.UNSUPPORTED, refused.reason());
        }
    }

    @Test
    void atAPace_theRequestIsBooked() throws Exception {
        Gateway paced = gateway(1).paced(() -> Duration.ofHours(1));
        GatewayException late =
                assertThrows(GatewayException.class, () -> paced.requestCallback(8080));
        assertEquals(Reason.UNREACHABLE, late.reason());
        assertEquals(List.of(), eventRequests());
    }

    private List<String> eventRequests() {
        return router.requests().stream()
                .map(each -> each.split(" ", 2)[0])
                .filter(each -> each.endsWith("SUBSCRIBE"))
                .toList();
    }
}
