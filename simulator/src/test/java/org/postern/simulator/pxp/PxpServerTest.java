// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.RouterProtocol;
import org.postern.simulator.SimulatedRouter;
import org.postern.simulator.TestNet;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;

/** Which protocols the router speaks, and where. */
@Timeout(60)
class PxpServerTest {
    private static final String CLIENT = "127.0.0.1";

    @Test
    void upnpAlone_isTheDefault() throws Exception {
        try (SimulatedRouter router = SimulatedRouter.start(TestNet.quiet())) {
            assertEquals(Optional.empty(), router.pxpAddress());
            assertEquals(Optional.empty(), router.pxpIpv6Address());
        }
    }

    @Test
    void withoutUpnp_nothingListensForHttp() throws Exception {
        int port = TestNet.freePort(InetAddress.getByName(CLIENT));
        RouterConfig config =
                TestNet.quiet().withHttpPort(port).withControl(RouterProtocol.PCP).withSsdp(true);
        try (SimulatedRouter router = SimulatedRouter.start(config);
                PxpClient client = new PxpClient(router, CLIENT)) {
            assertThrows(ConnectException.class, () -> new Socket(CLIENT, port).close());
            assertTrue(client.ask(client.announce()).startsWith("02800000"));
        }
    }

    @Test
    void pcpAlone_saysInItsOwnVersionThatItIsNotNatPmp() throws Exception {
        try (SimulatedRouter router = start(RouterProtocol.PCP);
                PxpClient client = new PxpClient(router, CLIENT)) {
            String reply = client.ask("0000");
            assertEquals("02800001", reply.substring(0, 8));
            assertEquals(48, reply.length());
        }
    }

    @Test
    void configuredPort_isUsedOnAnyLoopbackAddress() throws Exception {
        RouterConfig config =
                TestNet.quiet()
                        .withNetworkInterface(TestNet.ownAddress())
                        .withPxpPort(5351)
                        .withControl(RouterProtocol.NAT_PMP);
        try (SimulatedRouter router = SimulatedRouter.start(config)) {
            assertEquals(5351, router.pxpAddress().orElseThrow().getPort());
            IOException taken =
                    assertThrows(IOException.class, () -> SimulatedRouter.start(config).close());
            assertTrue(taken.getMessage().contains(":5351"), taken.getMessage());
        }
    }

    @Test
    void ipv6_isSpokenWhenAskedFor() throws Exception {
        assumeTrue(PxpClient.hasIpv6(), "no IPv6 on loopback");
        try (SimulatedRouter router =
                        SimulatedRouter.start(
                                TestNet.quiet().withControl(RouterProtocol.PCP).withPxpIpv6(true));
                PxpClient client = new PxpClient(router, "::1")) {
            assertTrue(client.ask(client.announce()).startsWith("02800000"));
            assertEquals(List.of("PCP ANNOUNCE"), router.requests());
        }
    }

    @Test
    void pinhole_opensRenewsAndCloses() throws Exception {
        assumeTrue(PxpClient.hasIpv6(), "no IPv6 on loopback");
        try (SimulatedRouter router =
                        SimulatedRouter.start(
                                TestNet.quiet().withControl(RouterProtocol.PCP).withPxpIpv6(true));
                PxpClient client = new PxpClient(router, "::1")) {
            String open = client.map(PxpClient.TCP, 8003, 8003, 3600, PxpClient.NONCE);
            assertEquals(8003, PxpClient.port(client.ask(open)));
            assertEquals(8003, PxpClient.port(client.ask(open)));
            String foreign = client.map(PxpClient.TCP, 8003, 0, 0, PxpClient.OTHER_NONCE);
            assertEquals(2, PxpClient.result(client.ask(foreign)));
            String close = client.map(PxpClient.TCP, 8003, 0, 0, PxpClient.NONCE);
            assertEquals(0, PxpClient.result(client.ask(close)));
            assertEquals(0, PxpClient.result(client.ask(foreign)));
        }
    }

    @Test
    void afterItsEnd_thePortIsFree() throws Exception {
        SimulatedRouter router = start(RouterProtocol.values());
        int port = router.pxpAddress().orElseThrow().getPort();
        router.close();
        RouterConfig again = TestNet.quiet().withPxpPort(port).withControl(RouterProtocol.NAT_PMP);
        SimulatedRouter.start(again).close();
    }

    private static SimulatedRouter start(RouterProtocol... protocols) throws Exception {
        return SimulatedRouter.start(TestNet.quiet().withControl(protocols));
    }
}
