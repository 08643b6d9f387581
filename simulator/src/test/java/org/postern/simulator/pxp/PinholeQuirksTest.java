// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.postern.simulator.pxp.PxpClient.NONCE;
import static org.postern.simulator.pxp.PxpClient.OTHER_NONCE;
import static org.postern.simulator.pxp.PxpClient.TCP;
import static org.postern.simulator.pxp.PxpClient.port;
import static org.postern.simulator.pxp.PxpClient.result;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.simulator.PxpQuirk;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.RouterProtocol;
import org.postern.simulator.SimulatedRouter;
import org.postern.simulator.TestNet;

import java.io.IOException;

/** Servers that answer oddly over IPv6. */
@Timeout(60)
class PinholeQuirksTest {
    private static final int PORT = 8003;
    private static final int HOUR = 3600;

    @BeforeAll
    static void loopbackHasIpv6() {
        assumeTrue(PxpClient.hasIpv6(), "no IPv6 on loopback");
    }

    @Test
    void anyNonce_takesAPinholeOver() throws Exception {
        try (SimulatedRouter router = start(PxpQuirk.NONCE_TAKEN_OVER);
                PxpClient client = new PxpClient(router, "::1")) {
            client.ask(open(client, NONCE));
            assertEquals(0, result(client.ask(open(client, OTHER_NONCE))));
            assertEquals(2, result(client.ask(close(client, NONCE))));
            assertEquals(0, result(client.ask(close(client, OTHER_NONCE))));
        }
    }

    @Test
    void stuckPinhole_isNotClosedOnceRenewed() throws Exception {
        try (SimulatedRouter router = start(PxpQuirk.PINHOLE_STUCK);
                PxpClient client = new PxpClient(router, "::1")) {
            client.ask(open(client, NONCE));
            assertEquals(0, result(client.ask(close(client, NONCE))));
            client.ask(open(client, NONCE));
            client.ask(open(client, NONCE));
            assertEquals(2, result(client.ask(close(client, NONCE))));
        }
    }

    @Test
    void renewal_namesPort0() throws Exception {
        try (SimulatedRouter router = start(PxpQuirk.PINHOLE_PORT_0);
                PxpClient client = new PxpClient(router, "::1")) {
            assertEquals(PORT, port(client.ask(open(client, NONCE))));
            String renewed = client.ask(open(client, NONCE));
            assertEquals(0, result(renewed));
            assertEquals(0, port(renewed));
        }
    }

    @Test
    void renewal_isRefused() throws Exception {
        try (SimulatedRouter router = start(PxpQuirk.PINHOLE_NO_RENEWAL);
                PxpClient client = new PxpClient(router, "::1")) {
            client.ask(open(client, NONCE));
            assertEquals(8, result(client.ask(open(client, NONCE))));
            assertEquals(0, result(client.ask(close(client, NONCE))));
        }
    }

    @Test
    void pcp_isSpokenOverIpv6Alone() throws Exception {
        RouterConfig config =
                TestNet.quiet()
                        .withControl(RouterProtocol.PCP)
                        .withPxpQuirks(PxpQuirk.PCP_OVER_IPV6_ONLY);
        try (SimulatedRouter router = SimulatedRouter.start(config);
                PxpClient client = new PxpClient(router, "::1")) {
            assertEquals(0, result(client.ask(open(client, NONCE))));
            PxpQuirksTest.assertUnreachable(router);
        }
    }

    private static SimulatedRouter start(PxpQuirk quirk) throws IOException {
        return SimulatedRouter.start(
                TestNet.quiet()
                        .withControl(RouterProtocol.PCP)
                        .withPxpIpv6(true)
                        .withPxpQuirks(quirk));
    }

    private static String open(PxpClient client, String nonce) {
        return client.map(TCP, PORT, PORT, HOUR, nonce);
    }

    private static String close(PxpClient client, String nonce) {
        return client.map(TCP, PORT, 0, 0, nonce);
    }
}
