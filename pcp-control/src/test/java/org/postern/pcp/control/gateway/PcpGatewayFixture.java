// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.exchange.SelectorLoop;
import org.postern.pcp.control.fakes.ModelServer;
import org.postern.pcp.control.fakes.StubServer;
import org.postern.pcp.control.nonce.NonceSource;
import org.postern.pcp.control.receipt.PortReceipts;
import org.postern.pcp.control.server.Dialect;
import org.postern.pcp.control.server.PcpServer;
import org.postern.pcp.control.server.PcpServers;
import org.postern.pcp.control.server.ServerProbes;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** A gateway over each protocol, of one server on loopback that answers as a test says. */
@Timeout(60)
abstract class PcpGatewayFixture {
    static final Duration HOUR = Duration.ofHours(1);

    final ModelServer model = new ModelServer();
    final SelectorLoop loop = new SelectorLoop();
    final GatewayParts parts = parts(loop);
    StubServer stub;
    PcpServer server;
    PcpGateway gateway;
    PcpGateway natPmp;

    @BeforeEach
    void start() throws Exception {
        stub = new StubServer(model);
        server = new PcpServer(new PcpEndpoint(stub.address(), InetAddress.getByName("127.0.0.1")));
        gateway = gateway(parts);
        natPmp = new PcpGateway(server, Optional.empty(), Dialect.NAT_PMP, parts);
    }

    @AfterEach
    void end() {
        stub.close();
        loop.close();
    }

    static GatewayException assertFails(Reason reason, Executable call) {
        GatewayException failure = assertThrows(GatewayException.class, call);
        assertEquals(reason, failure.reason(), failure.getMessage());
        return failure;
    }

    PcpGateway gateway(GatewayParts with) {
        return new PcpGateway(server, Optional.empty(), Dialect.PCP, with);
    }

    static GatewayParts parts(SelectorLoop loop) {
        return new GatewayParts(
                new ServerProbes(new PcpServers(loop)),
                new NonceSource(() -> new byte[32]),
                new PortReceipts(Clock.systemUTC(), Optional.empty()),
                Clock.systemUTC());
    }
}
