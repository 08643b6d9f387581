// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PinholeRequest;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.exchange.PcpOutcome.Cause;
import org.postern.pcp.control.exchange.PcpOutcome.Replied;
import org.postern.pcp.control.exchange.PcpOutcome.Unanswered;
import org.postern.pcp.control.exchange.SelectorLoop;
import org.postern.pcp.control.fakes.ModelServer;
import org.postern.pcp.control.fakes.StubServer;
import org.postern.pcp.control.nonce.NonceSource;
import org.postern.pcp.control.packet.PcpReply.Announced;
import org.postern.pcp.control.receipt.PortReceipts;
import org.postern.pcp.control.server.Dialect;
import org.postern.pcp.control.server.PcpServer;
import org.postern.pcp.control.server.PcpServers;
import org.postern.pcp.control.server.ServerProbes;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ports of the firewall of a server at {@code ::1}. */
@Timeout(60)
class PcpPinholesTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ModelServer model = new ModelServer();
    private final SelectorLoop loop = new SelectorLoop();
    private final GatewayParts parts = parts(loop, 0);
    private Inet6Address own;
    private StubServer stub;
    private PcpServer firewall;
    private PcpGateway gateway;

    @BeforeEach
    void start() throws Exception {
        own = (Inet6Address) InetAddress.getByName("::1");
        assumeTrue(NetworkInterface.getByInetAddress(own) != null, "This machine has no IPv6.");
        stub = new StubServer(new InetSocketAddress(own, 0), model);
        firewall = new PcpServer(new PcpEndpoint(stub.address(), own));
        firewall.learn(new Replied(new Announced(1), false), loop.nanoTime());
        gateway = gateway(parts);
    }

    @AfterEach
    void end() {
        if (stub != null) {
            stub.close();
        }
        loop.close();
    }

    @Test
    void aPort_isOpened_renewed_andClosed() throws Exception {
        Pinhole pinhole = open(PinholeRequest.tcp(8080));

        assertEquals(new Pinhole(Protocol.TCP, own, 8080, HOUR, "pcp", ""), pinhole);
        assertEquals(List.of("6 8080>8080"), model.table());
        assertEquals(1, pinholes().opened().size());

        assertEquals(pinhole.withLease(HOUR), pinholes().renew(pinhole, HOUR));
        pinholes().close(pinhole);

        assertEquals(List.of(), model.table());
        assertEquals(List.of(), pinholes().opened());
    }

    /** RFC 6887 section 11.1: 24 bytes of header, nonce, protocol, ports, any address. */
    @Test
    void itIsAskedForFromTheAddress_withThePortThatIsWanted_andNoOption() throws Exception {
        open(PinholeRequest.udp(9000).lease(Duration.ofMinutes(2)).client(own));

        byte[] sent = stub.received().get(stub.received().size() - 1);
        String hex = HexFormat.of().formatHex(sent);
        assertEquals(60, sent.length);
        assertEquals("0201000000000078" + "00".repeat(15) + "01", hex.substring(0, 48));
        assertEquals("11000000" + "23282328" + "00".repeat(16), hex.substring(72));
        assertTrue(!Arrays.equals(new byte[12], Arrays.copyOfRange(sent, 24, 36)));
    }

    /** Lab, S-05. */
    @Test
    void port0InAReply_isNoOtherPort() throws Exception {
        model.portInReply = 0;

        assertEquals(8080, open(PinholeRequest.tcp(8080)).port());
    }

    @Test
    void whatWasOpened_isListed_byPort_andForAllAddresses() throws Exception {
        open(PinholeRequest.udp(9000));
        open(PinholeRequest.udp(80));
        open(PinholeRequest.tcp(9000));

        assertEquals(
                List.of(80, 9000, 9000), pinholes().opened().stream().map(Pinhole::port).toList());
        assertEquals(Protocol.TCP, pinholes().opened().get(1).protocol());
        assertEquals(List.of(), gateway.mappings());
    }

    @ParameterizedTest
    @CsvSource({
        "2, NOT_AUTHORIZED",
        "4, FAILED",
        "8, NO_RESOURCES",
        "10, NO_RESOURCES",
        "12, INVALID_ARGUMENT"
    })
    void refusals_areToldWhenItIsOpened_andWhenItIsRenewed(int code, Reason reason)
            throws Exception {
        Pinhole held = open(PinholeRequest.tcp(8080));
        model.mapResult = code;

        GatewayException failure = assertFails(reason, () -> open(PinholeRequest.tcp(8081)));
        assertEquals(Optional.of(new ControlCode("pcp", code)), failure.code());
        assertFails(reason, () -> pinholes().renew(held, HOUR));

        // It stays open until its lease ends.
        assertEquals(List.of(8080), pinholes().opened().stream().map(Pinhole::port).toList());
    }

    /** Lab, S-04 and S-13. */
    @Test
    void whatTheServerDoesNotClose_staysOpen() throws Exception {
        Pinhole held = open(PinholeRequest.tcp(8080));
        try (SelectorLoop other = new SelectorLoop()) {
            Pinholes foreign = gateway(parts(other, 1)).pinholes().orElseThrow();
            assertFails(Reason.NOT_AUTHORIZED, () -> foreign.close(held));
        }
        model.deleteResult = 2;
        assertFails(Reason.NOT_AUTHORIZED, () -> pinholes().close(held));

        assertEquals(1, pinholes().opened().size());
    }

    @Test
    void anAddressOfAnotherMachine_isNotAskedFor() throws Exception {
        Inet6Address other = (Inet6Address) InetAddress.getByName("2001:db8::9");

        assertFails(Reason.INVALID_ARGUMENT, () -> open(PinholeRequest.tcp(8080).client(other)));
        assertEquals(List.of(), pinholes().opened());
        assertFails(
                Reason.INVALID_ARGUMENT,
                () ->
                        open(
                                PinholeRequest.tcp(8080)
                                        .client((Inet6Address) InetAddress.getByName("fe80::1"))));
        assertEquals(0, stub.received().size());
    }

    @Test
    void whoAnswersOverIpv6Alone_opensAndDoesNotMap() {
        assertEquals(Set.of(Capability.PINHOLE), gateway.capabilities());
        assertFails(Reason.NO_GATEWAY, () -> gateway.map(MappingRequest.tcp(8080)));
        assertFails(Reason.NOT_FOUND, () -> gateway.unmap(PortKey.tcp(8080)));
        assertFails(Reason.UNSUPPORTED, () -> gateway.externalAddress());
        assertEquals(0, stub.received().size());
    }

    /** As of a router that restarts, and is to have the port again or to close it. */
    @Test
    void whoOpenedAPort_isAskedFurther_thoughItDoesNotAnswerNow() throws Exception {
        Pinhole held = open(PinholeRequest.tcp(8080));
        firewall.learn(new Unanswered(Cause.REFUSED, ""), loop.nanoTime());
        assertTrue(firewall.isLeftAlone(Dialect.PCP, loop.nanoTime()));

        assertEquals(
                List.of(held.port()), pinholes().opened().stream().map(Pinhole::port).toList());
        pinholes().close(held);

        assertEquals(List.of(), model.table());
        assertEquals(Optional.empty(), gateway.pinholes());
    }

    private Pinholes pinholes() {
        return gateway.pinholes().orElseThrow();
    }

    private Pinhole open(PinholeRequest request) throws Exception {
        return pinholes().open(request).pinhole();
    }

    private static GatewayException assertFails(Reason reason, Executable call) {
        GatewayException failure = assertThrows(GatewayException.class, call);
        assertEquals(reason, failure.reason(), failure.getMessage());
        return failure;
    }

    /** Over IPv4 nothing has answered there. */
    private PcpGateway gateway(GatewayParts with) {
        PcpServer silent =
                new PcpServer(
                        new PcpEndpoint(
                                new InetSocketAddress("192.0.2.1", 5351),
                                InetAddress.getLoopbackAddress()));
        return new PcpGateway(silent, Optional.of(firewall), Dialect.PCP, with);
    }

    private static GatewayParts parts(SelectorLoop loop, int key) {
        return new GatewayParts(
                new ServerProbes(new PcpServers(loop)),
                new NonceSource(() -> new byte[] {(byte) key}),
                new PortReceipts(Clock.systemUTC(), Optional.empty()),
                Clock.systemUTC());
    }
}
