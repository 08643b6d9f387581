// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.fakes.ManualLoop;
import org.postern.pcp.control.nonce.NonceSource;
import org.postern.pcp.control.receipt.PortReceipts;
import org.postern.pcp.control.server.Dialect;
import org.postern.pcp.control.server.PcpServer;
import org.postern.pcp.control.server.PcpServers;
import org.postern.pcp.control.server.ServerProbes;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;

/** Time passes as the test says. */
@Timeout(60)
class AddressQuestionTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final ManualLoop loop = new ManualLoop();

    /** A port is worth half a minute, to know an address is not. */
    @Test
    void aServerThatIsSilent_isWaitedForForEightSeconds() throws Exception {
        PcpServer server =
                new PcpServer(new PcpEndpoint(new InetSocketAddress(LOOPBACK, 5351), LOOPBACK));
        PcpGateway gateway =
                new PcpGateway(
                        server,
                        Optional.empty(),
                        Dialect.NAT_PMP,
                        new GatewayParts(
                                new ServerProbes(new PcpServers(loop)),
                                new NonceSource(() -> new byte[32]),
                                new PortReceipts(Clock.systemUTC(), Optional.empty()),
                                Clock.systemUTC()));
        FutureTask<Reason> call =
                new FutureTask<>(
                        () -> {
                            try {
                                gateway.externalAddress();
                                return Reason.UNKNOWN;
                            } catch (GatewayException e) {
                                return e.reason();
                            }
                        });
        Thread caller = new Thread(call, "test-call");
        caller.setDaemon(true);
        caller.start();
        while (loop.sockets().isEmpty()) {
            loop.run();
        }

        loop.advance(Duration.ofMillis(7999));
        assertEquals(1, loop.open());
        loop.advance(Duration.ofMillis(1));

        assertEquals(0, loop.open());
        assertEquals(Reason.UNREACHABLE, call.get());
    }
}
