// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.postern.doctor.evidence.PortAnswer;
import org.postern.doctor.timing.TimeLimit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@Timeout(60)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the others have one address of loopback")
class TcpProbeTest {
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Duration SHORT = Duration.ofMillis(100);

    private static Map<Integer, PortAnswer> connect(
            InetAddress host, List<Integer> ports, Duration time) {
        return TcpProbe.connect(List.of(host), ports, TimeLimit.of(time))
                .getOrDefault(host, Map.of());
    }

    @Test
    void whoListensAnswers_othersRefuse() throws Exception {
        try (LoopbackHost host = new LoopbackHost();
                ServerSocket page = new ServerSocket(0, 1, host.address())) {
            int open = page.getLocalPort();
            int closed = open == 1025 ? open + 1 : open - 1;
            assertEquals(
                    Map.of(open, PortAnswer.ANSWERED, closed, PortAnswer.REFUSED),
                    connect(host.address(), List.of(open, closed), LONG));
        }
    }

    @Test
    void allKnownPortsAreTried() throws Exception {
        try (LoopbackHost host = new LoopbackHost()) {
            Map<Integer, PortAnswer> met =
                    TcpProbe.connect(List.of(host.address()), TimeLimit.of(LONG))
                            .get(host.address());
            assertEquals(TcpProbe.PORTS.stream().sorted().toList(), List.copyOf(met.keySet()));
        }
    }

    /** Fills the queue of connections that nobody accepts, until the kernel drops the next one. */
    private static List<SocketChannel> fill(ServerSocket server) throws Exception {
        List<SocketChannel> waiting = new ArrayList<>();
        InetSocketAddress address =
                new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
        for (int i = 0; i < 20; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(address);
            waiting.add(channel);
        }
        return waiting;
    }

    @Test
    void whoNeverAnswersIsSilent_unlessAnInterruptComesFirst() throws Exception {
        try (LoopbackHost host = new LoopbackHost();
                ServerSocket full = new ServerSocket(0, 1, host.address())) {
            List<SocketChannel> waiting = fill(full);
            List<Integer> port = List.of(full.getLocalPort());
            assertEquals(
                    Map.of(full.getLocalPort(), PortAnswer.SILENT),
                    connect(host.address(), port, SHORT));

            Thread.currentThread().interrupt();
            assertEquals(Map.of(), connect(host.address(), port, LONG));
            assertTrue(Thread.interrupted());
            for (SocketChannel each : waiting) {
                each.close();
            }
        }
    }

    /** The kernel connects to no broadcast, and says so without sending anything. */
    @Test
    void whereTheSystemKnowsNoWay_thereIsNone() throws Exception {
        assertEquals(
                Map.of(80, PortAnswer.NO_ROUTE),
                connect(InetAddress.getByName("255.255.255.255"), List.of(80), LONG));
    }
}
