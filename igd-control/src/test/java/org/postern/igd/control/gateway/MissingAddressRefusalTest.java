// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

import java.util.Optional;

/** When error 501 is put down to an address that is missing (quirk A69). */
class MissingAddressRefusalTest extends OneSoapRouter {
    @Test
    void whatTheRouterSaidLast_counts() throws Exception {
        router.refusing("AddPortMapping", 501);
        Gateway gateway = router.gateway();
        assertEquals(Reason.FAILED, refusal(gateway), "nobody has asked");

        tells("Connected", "");
        assertThrows(GatewayException.class, gateway::externalAddress);
        assertEquals(Reason.NO_ADDRESS, refusal(gateway));

        tells("Connected", "203.0.113.7");
        gateway.externalAddress();
        assertEquals(Reason.FAILED, refusal(gateway));

        tells("Disconnected", "");
        assertThrows(GatewayException.class, gateway::externalAddress);
        assertEquals(Reason.FAILED, refusal(gateway));
    }

    private static Reason refusal(Gateway gateway) {
        return assertThrows(GatewayException.class, () -> gateway.map(ASKED)).reason();
    }

    private void tells(String status, String address) {
        router.on(
                "GetStatusInfo",
                asked ->
                        Optional.of(
                                StubSoapRouter.done(
                                        "NewConnectionStatus",
                                        status,
                                        "NewLastConnectionError",
                                        "ERROR_NONE",
                                        "NewUptime",
                                        "60")));
        router.on(
                "GetExternalIPAddress",
                asked -> Optional.of(StubSoapRouter.done("NewExternalIPAddress", address)));
    }
}
