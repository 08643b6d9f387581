// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.upnp.UpnpResult;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Repeating a mapping for a further lease. */
@Timeout(60)
class RenewalTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private StubSoapRouter router;

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void renewal_isOneRequest_inTheWordsThatTheRouterHolds() throws Exception {
        router = new StubSoapRouter(1);

        router.gateway().renew(held(40001, "kept by me"), HOUR);

        assertEquals(
                List.of("AddPortMapping ,40001,TCP,40002,127.0.0.1,1,kept by me,3600"),
                router.asked());
    }

    /** The address may have changed since it was opened. */
    @Test
    void renewal_leadsToTheAddressThatTheRouterSeesNow() throws Exception {
        router = new StubSoapRouter(1);
        PortMapping before =
                new PortMapping(
                        Protocol.UDP,
                        40001,
                        InetAddress.getByName("192.0.2.77"),
                        40001,
                        "",
                        true,
                        HOUR,
                        "");

        router.gateway().renew(before, Duration.ZERO);

        assertEquals(List.of("AddPortMapping ,40001,UDP,40001,127.0.0.1,1,,0"), router.asked());
    }

    /** Quirk A8. */
    @Test
    void mappingThatTookAnotherRemoteHost_isRenewedWithIt() throws Exception {
        router = new StubSoapRouter(1);
        router.on(
                "AddPortMapping",
                asked ->
                        asked.get("NewRemoteHost").equals("*")
                                ? Optional.empty()
                                : Optional.of(StubSoapRouter.fault(726)));
        PortMapping held =
                router.gateway().map(StubSoapRouter.request(40001, 40002, "me", 3600)).mapping();
        int before = router.asked().size();

        router.gateway().renew(held, HOUR);

        assertEquals(
                List.of("AddPortMapping *,40001,TCP,40002,127.0.0.1,1,me,3600"),
                router.asked().subList(before, router.asked().size()));
    }

    @Test
    void refusal_isTold_andNothingElseIsTried() throws Exception {
        router = new StubSoapRouter(1);
        router.refusing("AddPortMapping", 725);

        GatewayException failure =
                assertThrows(
                        GatewayException.class, () -> router.gateway().renew(held(1, ""), HOUR));

        assertEquals(UpnpResult.ONLY_PERMANENT_LEASE_SUPPORTED, UpnpResult.of(failure));
        assertEquals(OptionalInt.of(725), UpnpResult.upnpErrorCode(failure.code()));
        assertEquals(1, router.asked().size());
    }

    @Test
    void leaseOutOfRange_isRefusedHere() throws Exception {
        router = new StubSoapRouter(1);

        GatewayException failure =
                assertThrows(
                        GatewayException.class,
                        () -> router.gateway().renew(held(1, ""), Duration.ofDays(8)));

        assertEquals(UpnpResult.INVALID_DURATION, UpnpResult.of(failure));
        assertEquals(List.of(), router.asked());
    }

    private static PortMapping held(int port, String description) throws Exception {
        return new PortMapping(
                Protocol.TCP,
                port,
                InetAddress.getByName("127.0.0.1"),
                40002,
                description,
                true,
                Duration.ofMinutes(30),
                "");
    }
}
