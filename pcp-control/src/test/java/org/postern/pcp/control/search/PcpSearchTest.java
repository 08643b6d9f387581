// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.control.Candidate;
import org.postern.api.control.CandidateListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.pcp.control.fakes.ManualLoop;
import org.postern.pcp.control.fakes.ModelServer;
import org.postern.pcp.control.gateway.GatewayParts;
import org.postern.pcp.control.internal.routes.Route;
import org.postern.pcp.control.internal.system.ForbiddenSends;
import org.postern.pcp.control.nonce.NonceSource;
import org.postern.pcp.control.receipt.PortReceipts;
import org.postern.pcp.control.server.Dialect;
import org.postern.pcp.control.server.PcpServers;
import org.postern.pcp.control.server.ServerProbes;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class PcpSearchTest {
    private final ModelServer model = new ModelServer();
    private final ManualLoop loop = new ManualLoop();
    private final List<Gateway> found = new ArrayList<>();
    private final List<GatewayException> failures = new ArrayList<>();

    /** As when the first gateway is chosen at once: who asks for a pinhole then need not wait. */
    @Test
    void beforeTheServerOverIpv6HasAnswered_itMayOpenPinholes() throws Exception {
        InetAddress ipv6 = ipv6();
        answers(ipv6, Duration.ofMillis(9));
        PcpSearch search = search(ipv6);
        loop.advance(Duration.ofMillis(2));
        Gateway gateway = found.get(0);
        assertEquals(Set.of(Capability.OWN_LIST, Capability.PINHOLE), gateway.capabilities());
        search.close();
        int reported = found.size();
        loop.advance(Duration.ofMillis(10));

        assertEquals(Set.of(Capability.OWN_LIST, Capability.PINHOLE), gateway.capabilities());
        assertEquals(reported, found.size());
        loop.advance(Duration.ofSeconds(2));
        assertEquals(0, loop.open());
    }

    @Test
    void oneThatIsSilentOverIpv6_opensNone() throws Exception {
        InetAddress ipv6 = ipv6();
        answers(ipv6, Duration.ofHours(1));
        search(ipv6);
        loop.advance(Duration.ofSeconds(2));

        assertEquals(Set.of(Capability.OWN_LIST), found.get(0).capabilities());
    }

    @Test
    void whereNobodyAnswers_bothProtocolsSaySoInTheSameWords() throws Exception {
        InetAddress ipv6 = ipv6();
        search(ipv6, Dialect.PCP, "");
        search(ipv6, Dialect.NAT_PMP, "");
        search(ipv6, Dialect.PCP, "pcp");
        loop.advance(Duration.ofSeconds(2));

        List<String> told = failures.stream().map(GatewayException::getMessage).toList();
        assertEquals(3, told.size());
        assertEquals(2, Set.copyOf(told).size(), told.toString());
        assertEquals(
                List.of(Reason.NO_DEVICES),
                failures.stream().map(GatewayException::reason).distinct().toList());
    }

    /** Whether the gateway speaks either protocol is then not known. */
    @Test
    void whereTheSystemLetsNothingOut_thatIsSaid() throws Exception {
        loop.peer(
                (socket, datagram) -> {
                    throw new SocketException("Operation not permitted");
                });
        search(ipv6(), Dialect.PCP, "");
        loop.advance(Duration.ofSeconds(2));

        assertEquals(Reason.NO_DEVICES, failures.get(0).reason());
        assertEquals(
                "Nothing could be sent to 127.0.0.1. " + ForbiddenSends.CAUSE,
                failures.get(0).getMessage());
    }

    private static InetAddress ipv6() throws Exception {
        InetAddress ipv6 = InetAddress.getByName("::1");
        assumeTrue(NetworkInterface.getByInetAddress(ipv6) != null, "This machine has no IPv6.");
        return ipv6;
    }

    /** At once over IPv4, and after a while over IPv6. */
    private void answers(InetAddress ipv6, Duration late) {
        loop.peer(
                (socket, datagram) -> {
                    boolean slow = socket.to().getAddress().equals(ipv6);
                    model.apply(datagram)
                            .forEach(
                                    each ->
                                            socket.receive(
                                                    slow ? late : Duration.ofMillis(1), each));
                });
    }

    private PcpSearch search(InetAddress ipv6) throws Exception {
        return search(ipv6, Dialect.PCP, "");
    }

    private PcpSearch search(InetAddress ipv6, Dialect dialect, String only) throws Exception {
        Route ipv4Route = new Route(InetAddress.getByName("127.0.0.1"), "lo", 0);
        Route ipv6Route = new Route(ipv6, "lo", 0);
        return PcpSearch.start(
                new GatewayParts(
                        new ServerProbes(new PcpServers(loop)),
                        new NonceSource(() -> new byte[32]),
                        new PortReceipts(Clock.systemUTC(), Optional.empty()),
                        Clock.systemUTC()),
                dialect,
                new ServerPlaces(
                        asked -> List.of(asked ? ipv6Route : ipv4Route),
                        List.of(),
                        GatewayQuery.standard().withControlProtocol(only)),
                new RecentPlaces(),
                Duration.ofSeconds(1),
                new CandidateListener() {
                    @Override
                    public void found(Candidate candidate) {
                        found.add(candidate.gateway().orElseThrow());
                    }

                    @Override
                    public void ended(Optional<GatewayException> failure) {
                        failure.ifPresent(failures::add);
                    }
                });
    }
}
