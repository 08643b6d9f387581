// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.UpnpResult;

import java.net.InetAddress;
import java.time.Duration;
import java.util.OptionalInt;

/** A router that says that it does not have an action (quirk A67). */
@Timeout(60)
class UnknownActionTest extends OneSimulatedRouter {
    private static final MappingRequest ASKED = MappingRequest.tcp(EXTERNAL).description("test");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String DESCRIPTION = "GET /WANIPConn1.xml";

    private GatewayException refused(Gateway gateway, MappingRequest request) {
        GatewayException failure = assertThrows(GatewayException.class, () -> gateway.map(request));
        assertEquals(OptionalInt.of(401), UpnpResult.upnpErrorCode(failure.code()));
        return failure;
    }

    private long readings() {
        return router.requests().stream().filter(DESCRIPTION::equals).count();
    }

    @Test
    void actionThatIsNotListedEither_isUnsupported() throws Exception {
        Gateway gateway = gateway(1, "no-add");

        GatewayException failure = refused(gateway, ASKED);
        assertEquals(Reason.UNSUPPORTED, failure.reason());
        assertTrue(
                failure.getMessage()
                        .endsWith(
                                " cannot open ports over UPnP: it refused AddPortMapping with error"
                                        + " 401, and its own service description does not list that"
                                        + " action. Look in the router's settings instead."),
                failure.getMessage());
        assertEquals(Reason.UNSUPPORTED, refused(gateway, ASKED.anyPort()).reason());
        PortMapping held =
                new PortMapping(
                        Protocol.TCP,
                        EXTERNAL,
                        InetAddress.getLoopbackAddress(),
                        EXTERNAL,
                        "test",
                        true,
                        HOUR,
                        "");
        GatewayException renewal =
                assertThrows(GatewayException.class, () -> gateway.renew(held, HOUR));
        assertEquals(Reason.UNSUPPORTED, renewal.reason());
        assertEquals(1, readings(), "descriptions that were read");
    }

    @Test
    void actionThatIsListed_mayWorkLater() throws Exception {
        Gateway gateway = gateway(1, "add-401");

        assertEquals(Reason.FAILED, refused(gateway, ASKED).reason());
        assertEquals(Reason.FAILED, refused(gateway, ASKED).reason());
        assertEquals(1, readings(), "descriptions that were read");
    }

    @Test
    void withoutADescription_itMayWorkLater() throws Exception {
        Gateway gateway = gateway(1, "no-add", "no-scpd");

        assertEquals(Reason.FAILED, refused(gateway, ASKED).reason());
        assertEquals(Reason.FAILED, refused(gateway, ASKED).reason());
        assertEquals(1, readings(), "descriptions that were asked for");
    }

    @Test
    void noDescriptionIsRead_whereThePortIsOpened() throws Exception {
        gateway(1).map(ASKED);

        assertEquals(0, readings());
    }
}
