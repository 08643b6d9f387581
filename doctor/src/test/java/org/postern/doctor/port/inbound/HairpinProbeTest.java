// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.doctor.port.OnePort.LOOPBACK;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.api.gateway.Protocol;
import org.postern.doctor.internal.host.KernelSocket;
import org.postern.doctor.internal.host.WayOut;
import org.postern.doctor.port.OnePort;
import org.postern.doctor.port.listening.OwnPort;
import org.postern.doctor.timing.ParallelCalls;
import org.postern.doctor.timing.TimeLimit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether what is sent to the external address comes back; another server plays the gateway. */
@Timeout(60)
class HairpinProbeTest {
    private static final InetAddress GATEWAY = OnePort.address("192.0.2.1");
    private static final TimeLimit LONG = TimeLimit.of(Duration.ofMinutes(5));
    private static final int ESTABLISHED = 1;
    private static final int CLOSE_WAIT = 8;

    private final ParallelCalls calls = new ParallelCalls();
    private ServerSocket server;
    private InetSocketAddress there;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 10, LOOPBACK);
        there = new InetSocketAddress(LOOPBACK, server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        calls.close();
    }

    @Test
    void whatComesBackToAListenerOfOurOwn_isSeen() throws Exception {
        try (OwnPort own = own()) {
            InetSocketAddress place = new InetSocketAddress(LOOPBACK, own.number());
            assertTrue(probe(place, place, Optional.of(own), List::of).reaches(LONG));
        }
    }

    /** As a gateway answers with its own page. */
    @Test
    void aConnectionThatDoesNotComeBack_isNone() throws Exception {
        try (OwnPort own = own()) {
            InetSocketAddress place = new InetSocketAddress(LOOPBACK, own.number());
            assertFalse(probe(there, place, Optional.of(own), List::of).reaches(LONG));
        }
        assertFalse(probe(there, place(), Optional.empty(), List::of).reaches(LONG));
    }

    @Test
    void aRefusedConnection_isNone() throws Exception {
        server.close();
        assertFalse(probe(there, place(), Optional.empty(), List::of).reaches(LONG));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 1, 8080, true",
        "127.0.0.1, 1, 8080, true",
        "127.0.0.1, 8, 8080, true",
        "127.0.0.1, 10, 8080, false",
        "127.0.0.1, 3, 8080, false",
        "127.0.0.1, 2, 8080, false",
        "198.51.100.7, 1, 8080, false",
        "127.0.0.1, 1, 8081, false",
    })
    void aConnectionToTheProgram_isSeenAmongThoseOfThisMachine(
            String from, int state, int port, boolean seen) throws Exception {
        KernelSocket arrived =
                new KernelSocket(
                        new InetSocketAddress(LOOPBACK, port),
                        new InetSocketAddress(OnePort.address(from), 40_000),
                        state,
                        0);
        // The first look is before the connection.
        TcpTable table = new LaterTable(arrived);
        assertEquals(seen, probe(there, place(), Optional.empty(), table).reaches(LONG));
    }

    @Test
    void aConnectionThatWasThereBefore_isAnother() throws Exception {
        KernelSocket before =
                new KernelSocket(place(), new InetSocketAddress(GATEWAY, 40_000), ESTABLISHED, 0);
        KernelSocket closing =
                new KernelSocket(place(), new InetSocketAddress(GATEWAY, 40_000), CLOSE_WAIT, 0);
        TcpTable table = new LaterTable(closing, before);
        assertFalse(probe(there, place(), Optional.empty(), table).reaches(LONG));
    }

    @Test
    void whereConnectionsAreNotDisclosed_nothingIsProven() throws Exception {
        TcpTable none =
                () -> {
                    throw new IOException("no such file");
                };
        assertFalse(probe(there, place(), Optional.empty(), none).reaches(LONG));
    }

    /** Of others, or behind another router: nothing is sent to it. */
    @ParameterizedTest
    @CsvSource({
        "11.22.33.44, LEAVES, 192.168.1.5, true",
        "11.22.33.44, LEAVES, 10.8.0.2, false",
        "11.22.33.44, NO_ROUTE, , false",
        "11.22.33.44, NOT_MEASURED, , false",
        "203.0.113.7, LEAVES, 192.168.1.5, false",
        "10.0.66.44, LEAVES, 192.168.1.5, false",
        "100.64.66.44, LEAVES, 192.168.1.5, false",
        "192.0.0.2, LEAVES, 192.168.1.5, false",
        "127.0.0.1, LEAVES, 192.168.1.5, false",
        "44.66.168.192, LEAVES, 192.168.1.5, false",
    })
    void anAddressCounts_whereItIsTheGateways(
            String external, WayOut.State state, String source, boolean counts) {
        WayOut way =
                new WayOut(state, Optional.ofNullable(source).map(OnePort::address), "lan", false);
        assertEquals(
                counts,
                HairpinProbe.isOfGateway(
                        OnePort.address(external), way, OnePort.address("192.168.1.5")));
    }

    private static InetSocketAddress place() {
        return new InetSocketAddress(LOOPBACK, 8080);
    }

    private static HairpinProbe probe(
            InetSocketAddress external,
            InetSocketAddress local,
            Optional<OwnPort> own,
            TcpTable table) {
        return new HairpinProbe(external, local, GATEWAY, own, table);
    }

    private OwnPort own() {
        return OwnPort.open(Protocol.TCP, new InetSocketAddress(LOOPBACK, 0), calls).orElseThrow();
    }

    /** What is there from the first look on, and what comes after it. */
    private static final class LaterTable implements TcpTable {
        private final KernelSocket later;
        private final List<KernelSocket> first;
        private boolean looked;

        LaterTable(KernelSocket later, KernelSocket... first) {
            this.later = later;
            this.first = List.of(first);
        }

        @Override
        public List<KernelSocket> read() {
            List<KernelSocket> now = looked ? List.of(later) : first;
            looked = true;
            return now;
        }
    }
}
