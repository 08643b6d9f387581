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

/** A router that is connected without an address, and maps nothing (quirk A69). */
@Timeout(60)
class MissingAddressTest extends OneSimulatedRouter {
    private static final MappingRequest ASKED = MappingRequest.tcp(EXTERNAL);

    @Test
    void theSearchHasFoundItOut_nothingIsAskedAgain() throws Exception {
        Gateway gateway = gateway(1, "address-empty-501");
        long before = asked("GetExternalIPAddress");

        GatewayException failure = failure(gateway);

        assertEquals(Reason.NO_ADDRESS, failure.reason());
        assertEquals(501, failure.code().orElseThrow().value());
        assertTrue(failure.getMessage().contains("DS-Lite"), failure.getMessage());
        assertTrue(failure.getMessage().contains("another router"), failure.getMessage());
        assertFalse(failure.getMessage().contains("later"), failure.getMessage());
        assertEquals(before, asked("GetExternalIPAddress"));
    }

    private long asked(String action) {
        return router.requests().stream().filter(action::equals).count();
    }

    private static GatewayException failure(Gateway gateway) {
        return assertThrows(GatewayException.class, () -> gateway.map(ASKED));
    }
}
