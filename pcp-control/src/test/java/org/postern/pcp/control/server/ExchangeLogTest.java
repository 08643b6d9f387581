// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Protocol;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.fakes.ManualLoop;
import org.postern.pcp.control.fakes.ModelServer;
import org.postern.pcp.control.packet.PcpNonce;
import org.postern.pcp.control.packet.PcpRequest;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What {@code --verbose} shows of the exchanges. */
class ExchangeLogTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final Logger logger = Logger.getLogger("org.postern.pcp-control");
    private final Level before = logger.getLevel();
    private final Lines lines = new Lines();
    private final ManualLoop loop = new ManualLoop();
    private final PcpServers servers = new PcpServers(loop);
    private final PcpServer server =
            servers.at(new PcpEndpoint(new InetSocketAddress(LOOPBACK, 5351), LOOPBACK));

    @BeforeEach
    void listen() {
        logger.setLevel(Level.FINE);
        logger.addHandler(lines);
    }

    @AfterEach
    void end() {
        logger.removeHandler(lines);
        logger.setLevel(before);
    }

    @Test
    void aRequestAndItsReply_areShown_withoutTheWholeNonce() {
        ModelServer model = new ModelServer();
        loop.peer(
                (socket, datagram) ->
                        model.apply(datagram).forEach(each -> socket.receive(Duration.ZERO, each)));
        servers.ask(
                server,
                new PcpRequest.Map(
                        LOOPBACK,
                        new PcpNonce(0x1234567890abcdefL, 0x11223344),
                        Protocol.TCP,
                        80,
                        8080,
                        3600,
                        false),
                Duration.ofSeconds(1));
        loop.run();

        assertEquals(2, lines.all.size());
        assertTrue(lines.all.get(0).contains("127.0.0.1"));
        assertTrue(lines.all.get(1).contains("8080"));
        lines.all.forEach(each -> assertTrue(each.contains("1234")));
        lines.all.forEach(each -> assertFalse(each.contains("12345")));
    }

    @Test
    void silence_isShown() {
        servers.ask(server, new PcpRequest.PmpExternalAddress(), Duration.ofSeconds(1));
        loop.advance(Duration.ofSeconds(1));

        assertEquals(2, lines.all.size());
        assertTrue(lines.all.get(1).contains("SILENT"));
    }

    private static final class Lines extends Handler {
        private final List<String> all = new ArrayList<>();

        @Override
        public void publish(LogRecord line) {
            all.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
