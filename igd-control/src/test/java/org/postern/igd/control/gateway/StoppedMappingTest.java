// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Reason;

/** A router that maps no port any more, and says 501 (quirk A60). */
@Timeout(60)
class StoppedMappingTest extends OneSimulatedRouter {
    private static final MappingRequest ASKED = MappingRequest.tcp(EXTERNAL).description("test");
    private static final MappingRequest OTHER =
            MappingRequest.tcp(EXTERNAL + 1).description("test");

    private static boolean saysStopped(Gateway gateway, MappingRequest request) {
        GatewayException failure = assertThrows(GatewayException.class, () -> gateway.map(request));
        assertEquals(Reason.FAILED, failure.reason());
        assertEquals(501, failure.code().orElseThrow().value());
        return failure.getMessage()
                .contains(
                        " refused AddPortMapping for TCP port "
                                + request.externalPort()
                                + " with error 501, as for other ports, though it is connected: its"
                                + " port mapping has probably stopped. Restart the router.");
    }

    @Test
    void secondPort_tellsThatMappingHasStopped() throws Exception {
        Gateway gateway = gateway(1, "stopped-501");

        assertFalse(saysStopped(gateway, ASKED));
        assertFalse(saysStopped(gateway, ASKED), "the same port once more");
        assertTrue(saysStopped(gateway, OTHER));
        assertTrue(saysStopped(gateway, ASKED));
    }

    @Test
    void anyPort_tellsItAtOnce() throws Exception {
        Gateway gateway = gateway(1, "stopped-501");

        GatewayException failure =
                assertThrows(GatewayException.class, () -> gateway.map(ASKED.anyPort()));
        assertTrue(
                failure.getMessage().contains("has probably stopped. Restart the router."),
                failure.getMessage());
    }

    @Test
    void whileTheLineIsDown_thatIsTheReason() throws Exception {
        Gateway gateway = gateway(1, "stopped-501");
        router.changeConnection("Disconnected", "0.0.0.0");

        assertFalse(saysStopped(gateway, ASKED));
        assertFalse(saysStopped(gateway, OTHER));
    }

    @Test
    void withoutAList_theTableMayBeFull() throws Exception {
        Gateway gateway = gateway(1, "stopped-501", "no-list");

        assertFalse(saysStopped(gateway, ASKED));
        assertFalse(saysStopped(gateway, OTHER));
    }
}
