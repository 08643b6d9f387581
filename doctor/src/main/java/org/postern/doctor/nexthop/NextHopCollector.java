// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.NextHop.Neighbour;
import org.postern.doctor.evidence.PortAnswer;
import org.postern.doctor.timing.TimeLimit;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Examines the default gateways, E4 and E6, after {@link UdpProbe} has asked them. Runs in the
 * thread of its caller; safe for several threads.
 */
public final class NextHopCollector {
    private final Neighbours neighbours;

    public NextHopCollector(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /**
     * Connects to the gateways' TCP ports, which takes 1.2 seconds at most, and waits for what ARP
     * tells of them: three seconds for one who does not answer, and nine for one who is known from
     * earlier and keeps silent. Nothing is sent to gateways behind tunnels.
     *
     * @param gateways of {@link DefaultGateways}
     * @param udp of {@link UdpProbe}
     * @param limit when it ends at the latest
     * @return one for each gateway, in the same order; on interrupt, whose status is kept, with what
     *     is known by then
     */
    public List<NextHop> collect(
            List<DefaultGateway> gateways, Map<InetAddress, UdpAnswers> udp, TimeLimit limit) {
        NeighbourTimeouts timeouts = NeighbourTimeouts.ofGateway(limit);
        List<InetAddress> asked =
                gateways.stream()
                        .filter(each -> !each.tunnel())
                        .map(DefaultGateway::address)
                        .toList();
        Map<InetAddress, Map<Integer, PortAnswer>> tcp = TcpProbe.connect(asked, limit);
        List<NextHop> hops = new ArrayList<>();
        for (DefaultGateway each : gateways) {
            hops.add(
                    hop(
                            each,
                            udp.getOrDefault(each.address(), UdpAnswers.NONE).ports(),
                            tcp.getOrDefault(each.address(), Map.of()),
                            timeouts));
        }
        return hops;
    }

    private NextHop hop(
            DefaultGateway gateway,
            Map<Integer, PortAnswer> udp,
            Map<Integer, PortAnswer> tcp,
            NeighbourTimeouts timeouts) {
        Set<PortAnswer> met = EnumSet.noneOf(PortAnswer.class);
        met.addAll(udp.values());
        met.addAll(tcp.values());
        NeighbourStatus status =
                gateway.tunnel()
                        ? NeighbourStatus.NOT_MEASURED
                        : neighbours.watch(
                                gateway.address(),
                                gateway.networkInterface(),
                                isHeard(met),
                                timeouts);
        Neighbour neighbour =
                met.contains(PortAnswer.ANSWERED) ? Neighbour.PRESENT : status.neighbour();
        return new NextHop(
                gateway.address(),
                gateway.networkInterface(),
                neighbour,
                status.hasDockerMark(),
                udp,
                neighbour == Neighbour.PRESENT && !met.contains(PortAnswer.NOT_PERMITTED)
                        ? refusedByFirewall(tcp)
                        : tcp);
    }

    /** Whether there was more than silence, or nothing was sent: an entry need not be doubted. */
    private static boolean isHeard(Set<PortAnswer> met) {
        return met.isEmpty()
                || met.contains(PortAnswer.ANSWERED)
                || met.contains(PortAnswer.REFUSED)
                || met.contains(PortAnswer.NOT_PERMITTED);
    }

    /** Where a host is there, "no route" is what its firewall says in place of a reset. */
    private static Map<Integer, PortAnswer> refusedByFirewall(Map<Integer, PortAnswer> tcp) {
        Map<Integer, PortAnswer> met = new TreeMap<>(tcp);
        met.replaceAll(
                (port, answer) -> answer == PortAnswer.NO_ROUTE ? PortAnswer.REFUSED : answer);
        return met;
    }
}
