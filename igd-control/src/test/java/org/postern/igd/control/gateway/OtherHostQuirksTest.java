// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;

import java.net.InetAddress;
import java.util.Collections;

/** Ports to another host, on simulated routers with and without secure mode (quirk A16). */
class OtherHostQuirksTest extends OneSimulatedRouter {
    private static final String OTHER = "192.0.2.9";

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void isOpenedAndClosed(int version) throws Exception {
        Gateway gateway = gateway(version);

        assertEquals(OTHER, gateway.map(request()).mapping().internalClient().getHostAddress());
        assertEquals(1, router.mappings().size());

        gateway.unmap(PortKey.tcp(EXTERNAL));
        assertTrue(router.mappings().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"1, not-yours-718", "2, not-yours-718", "1, not-yours-606", "2, not-yours-606"})
    void secureMode_isExplained_afterFewRequests(int version, String profile) throws Exception {
        Gateway gateway = gateway(version, profile);

        GatewayException failure =
                assertThrows(GatewayException.class, () -> gateway.map(request().anyPort()));

        assertEquals(Reason.NOT_AUTHORIZED, failure.reason());
        assertTrue(failure.getMessage().contains("secure mode"), failure.getMessage());
        long adding = router.requests().stream().filter(each -> each.startsWith("Add")).count();
        assertTrue(adding <= 3, router.requests().toString());
    }

    @Test
    void anyPort_movesOnWhereAnotherMachineHasThePort() throws Exception {
        Gateway gateway = gateway(1);
        gateway.map(MappingRequest.tcp(EXTERNAL));

        assertEquals(EXTERNAL + 1, gateway.map(request().anyPort()).mapping().externalPort());
    }

    @Test
    void overwrittenMapping_isReadBackWhenALaggingTableShowsIt() throws Exception {
        Gateway gateway = gateway(1, "table-lags");
        gateway.map(request().internalPort(4444));

        assertEquals(4445, gateway.map(request().internalPort(4445)).mapping().internalPort());
        assertEquals(0, Collections.frequency(router.requests(), "DeletePortMapping"));
    }

    private static MappingRequest request() throws Exception {
        return MappingRequest.tcp(EXTERNAL).client(InetAddress.getByName(OTHER));
    }
}
