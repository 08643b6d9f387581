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
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Reason;

/** Simulated routers at which a port is in use for a reason of its own. */
@Timeout(60)
class ConflictQuirksTest extends OneSimulatedRouter {
    /** Quirks A50 and A51. */
    @ParameterizedTest
    @CsvSource({
        "remote-host-rule, 'for 192.0.2.9 port 8080 (''web server''), for connections from"
                + " 203.0.113.9 only.'",
        "pcp-mapping, opened over NAT-PMP or PCP. Close it with the program that opened it",
    })
    void holder_isNamed(String profile, String words) throws Exception {
        Gateway gateway = gateway(1, profile);
        MappingRequest request = MappingRequest.tcp(8080).internalPort(81);

        GatewayException failure = assertThrows(GatewayException.class, () -> gateway.map(request));

        assertEquals(Reason.CONFLICT, failure.reason());
        assertTrue(failure.getMessage().contains(words), failure.getMessage());
        assertEquals(8081, gateway.map(request.anyPort()).mapping().externalPort());
    }

    /** Quirk A52. */
    @Test
    void portOfTheRoutersOwnUpnp_isNotAskedFor() throws Exception {
        Gateway gateway = gateway(1, "own-port-hijacked");
        int own = router.descriptionUrl().getPort();

        GatewayException failure =
                assertThrows(
                        GatewayException.class,
                        () -> gateway.map(MappingRequest.tcp(own).internalPort(81)));

        assertEquals(Reason.RESERVED, failure.reason());
        assertTrue(gateway.status().connected());
    }
}
