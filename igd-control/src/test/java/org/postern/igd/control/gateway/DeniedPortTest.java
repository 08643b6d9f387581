// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.Reason;

import java.util.Set;

/** A router that allows some ports only, or none (quirks A16, A70). */
@Timeout(60)
class DeniedPortTest extends OneSimulatedRouter {
    private static final MappingRequest LOW = MappingRequest.tcp(8080);
    private static final MappingRequest OTHER = MappingRequest.tcp(8090);
    private static final MappingRequest HIGH = MappingRequest.tcp(12_345);

    @Test
    void ofOnePort_bothIsSaid() throws Exception {
        GatewayException failure = failure(gateway(1, "high-ports-606"), LOW);

        assertEquals(Reason.NOT_AUTHORIZED, failure.reason());
        assertEquals(606, failure.code().orElseThrow().value());
        assertEquals(Set.of(Advice.ANY_PORT), failure.advice());
        assertTrue(
                failure.getMessage()
                        .endsWith(
                                "refused AddPortMapping for TCP port 8080 with error 606: its rules"
                                        + " do not allow this port, or it does not let this machine"
                                        + " open any. Try another port, such as one above 10000;"
                                        + " else look in its settings under UPnP or NAT."),
                failure.getMessage());
    }

    @Test
    void afterAnotherPortWasOpened_itIsThisPort() throws Exception {
        Gateway gateway = gateway(1, "high-ports-606");
        gateway.map(HIGH);

        GatewayException failure = failure(gateway, LOW);

        assertEquals(Set.of(Advice.ANY_PORT), failure.advice());
        assertTrue(
                failure.getMessage()
                        .endsWith(
                                ", though it has opened another port for this machine: its rules do"
                                        + " not allow this one. Choose another port, such as one"
                                        + " above 10000."),
                failure.getMessage());
    }

    @Test
    void afterAnotherPortWasRefused_itIsThisMachine() throws Exception {
        Gateway gateway = gateway(1, "switched-off-606");
        failure(gateway, LOW);
        assertEquals(Set.of(Advice.ANY_PORT), failure(gateway, LOW).advice(), "the same again");

        GatewayException failure = failure(gateway, OTHER);

        assertEquals(Set.of(), failure.advice());
        assertTrue(
                failure.getMessage()
                        .endsWith(
                                ", as for other ports: it does not let this machine open any. Look"
                                        + " in its settings under UPnP or NAT."),
                failure.getMessage());
    }

    @Test
    void whereAnyPortWillDo_oneFarAboveIsTried() throws Exception {
        MappingResult result = gateway(1, "high-ports-606").map(LOW.anyPort());

        assertTrue(result.mapping().externalPort() > 10_000, result.toString());
        assertEquals(8080, result.mapping().internalPort());
        assertEquals(2, asked());
    }

    @Test
    void whereNoPortIsAllowed_oneMoreIsTried() throws Exception {
        GatewayException failure = failure(gateway(1, "switched-off-606"), LOW.anyPort());

        assertEquals(Reason.NOT_AUTHORIZED, failure.reason());
        assertEquals(2, asked());
    }

    private long asked() {
        return router.requests().stream().filter("AddPortMapping"::equals).count();
    }

    private static GatewayException failure(Gateway gateway, MappingRequest request) {
        return assertThrows(GatewayException.class, () -> gateway.map(request));
    }
}
