// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.NextHop.Neighbour;
import org.postern.doctor.evidence.PortAnswer;
import org.postern.doctor.timing.TimeLimit;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

@Timeout(60)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the others have one address of loopback")
class NextHopCollectorTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final UdpAnswers REFUSED =
            new UdpAnswers(
                    Map.of(NextHop.SSDP, PortAnswer.REFUSED, NextHop.PCP, PortAnswer.REFUSED),
                    OptionalInt.empty(),
                    OptionalInt.empty());

    private static NextHopCollector collector(List<ArpEntry> entries) {
        ArpTable table =
                new ArpTable() {
                    @Override
                    public List<ArpEntry> read() {
                        return entries;
                    }

                    @Override
                    public boolean listsAbsent() {
                        return true;
                    }

                    @Override
                    public long pollMillis() {
                        return 10;
                    }
                };
        return new NextHopCollector(new Neighbours(table, Thread::sleep, each -> true));
    }

    private static NextHop collect(NextHopCollector collector, InetAddress host) {
        return collector
                .collect(
                        List.of(new DefaultGateway(host, "lan0", false)),
                        Map.of(host, REFUSED),
                        TimeLimit.of(LONG))
                .get(0);
    }

    @Test
    void whatWasSeenIsPutTogether() throws Exception {
        try (LoopbackHost host = new LoopbackHost()) {
            ArpEntry entry = new ArpEntry(host.address(), true, false, "02:42:ac:11:0:1", "lan0");
            NextHop hop = collect(collector(List.of(entry)), host.address());
            assertEquals(host.address(), hop.address());
            assertEquals("lan0", hop.networkInterface());
            assertEquals(Neighbour.PRESENT, hop.neighbour());
            assertTrue(hop.dockerMark());
            assertEquals(REFUSED.ports(), hop.udp());
            assertEquals(Set.of(PortAnswer.REFUSED), Set.copyOf(hop.tcp().values()));
        }
    }

    @Test
    void whoAnswersIsThere_whateverArpTells() throws Exception {
        try (LoopbackHost host = new LoopbackHost();
                ServerSocket page = new ServerSocket(49_152, 1, host.address())) {
            NextHop hop = collect(collector(List.of()), host.address());
            assertEquals(PortAnswer.ANSWERED, hop.tcp().get(page.getLocalPort()));
            assertEquals(Neighbour.PRESENT, hop.neighbour());
        }
    }

    /** The kernel refuses to connect there, as it does where a router's firewall sends ICMP. */
    @Test
    void aHostThatIsThereHasRefused_whereThereSeemedNoWay() throws Exception {
        InetAddress host = InetAddress.getByName("255.255.255.255");
        assertEquals(
                Set.of(PortAnswer.NO_ROUTE),
                Set.copyOf(collect(collector(List.of()), host).tcp().values()));
        ArpEntry entry = new ArpEntry(host, true, false, "52:54:00:12:34:56", "lan0");
        assertEquals(
                Set.of(PortAnswer.REFUSED),
                Set.copyOf(collect(collector(List.of(entry)), host).tcp().values()));
    }

    /** It belongs to somebody else. */
    @Test
    void aGatewayBehindATunnelIsNotAsked() throws Exception {
        try (LoopbackHost host = new LoopbackHost()) {
            DefaultGateway tunnel = new DefaultGateway(host.address(), "tun0", true);
            assertEquals(
                    List.of(
                            new NextHop(
                                    host.address(),
                                    "tun0",
                                    Neighbour.NOT_MEASURED,
                                    false,
                                    Map.of(),
                                    Map.of())),
                    collector(List.of()).collect(List.of(tunnel), Map.of(), TimeLimit.of(LONG)));
        }
    }

    @Test
    void anInterruptEndsIt_withOneForEachGateway() throws Exception {
        try (LoopbackHost host = new LoopbackHost()) {
            Thread.currentThread().interrupt();
            NextHop hop = collect(collector(List.of()), host.address());
            assertTrue(Thread.interrupted());
            assertEquals(Neighbour.NOT_MEASURED, hop.neighbour());
        }
    }
}
