// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.examination;

import org.postern.api.doctor.OutsideHelper;
import org.postern.doctor.evidence.DroppedPackets;
import org.postern.doctor.evidence.LocalMachine;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.NextHop.Neighbour;
import org.postern.doctor.evidence.PortAnswer;
import org.postern.doctor.evidence.PortEntry;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.evidence.TestMapping;
import org.postern.doctor.internal.host.HostInterface;
import org.postern.doctor.internal.host.ListeningSockets;
import org.postern.doctor.internal.host.WayOut;
import org.postern.doctor.nexthop.DefaultGateway;
import org.postern.doctor.nexthop.UdpAnswers;
import org.postern.doctor.port.PortInquiry;
import org.postern.doctor.timing.TimeLimit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A machine with one interface and one default gateway, of which a test changes what it needs. */
class FakeCollectors implements EvidenceCollectors {
    static final InetAddress OWN = address("192.0.2.10");
    static final InetAddress ROUTER = address("192.0.2.1");

    static final PortEvidence PORT =
            new PortEvidence(
                    new PortEntry(PortEntry.State.OURS, Optional.empty(), Neighbour.PRESENT),
                    false,
                    TestMapping.NOT_TRIED,
                    TestMapping.NOT_TRIED,
                    ListeningSockets.NOT_MEASURED,
                    PortEvidence.Knock.CAME,
                    Optional.empty(),
                    false);

    /** What was done, in order. */
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    List<HostInterface> interfaces = List.of(new HostInterface("eth0", true, false, List.of(OWN)));
    InetAddress defaultGateway = ROUTER;
    Optional<WayOut> answers = Optional.empty();
    OptionalInt natPmpResult = OptionalInt.empty();
    long dropped;
    Optional<PortInquiry> inquiry = Optional.empty();

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Override
    public LocalMachine machine() {
        calls.add("machine");
        return new LocalMachine(
                interfaces,
                new WayOut(WayOut.State.LEAVES, Optional.of(OWN), "eth0", false),
                Set.of(),
                List.of());
    }

    @Override
    public LocalMachine withFirewalls(LocalMachine machine) {
        return machine;
    }

    @Override
    public WayOut wayOut(LocalMachine machine, InetAddress own) {
        calls.add("answers of " + own.getHostAddress());
        return answers.orElse(machine.wayOut());
    }

    @Override
    public List<DefaultGateway> defaultGateways(List<HostInterface> all) {
        calls.add("routes");
        return List.of(new DefaultGateway(defaultGateway, "eth0", false));
    }

    @Override
    public Map<InetAddress, UdpAnswers> udp(List<InetAddress> gateways, TimeLimit limit) {
        calls.add("udp");
        if (gateways.isEmpty()) {
            return Map.of();
        }
        return Map.of(
                gateways.get(0),
                new UdpAnswers(
                        Map.of(NextHop.SSDP, PortAnswer.REFUSED),
                        natPmpResult,
                        OptionalInt.empty()));
    }

    @Override
    public List<NextHop> nextHops(
            List<DefaultGateway> gateways, Map<InetAddress, UdpAnswers> udp, TimeLimit limit) {
        calls.add("hops");
        return gateways.isEmpty() ? List.of() : List.of(hop(Neighbour.PRESENT));
    }

    final NextHop hop(Neighbour neighbour) {
        return new NextHop(
                defaultGateway,
                "eth0",
                neighbour,
                false,
                Map.of(NextHop.SSDP, PortAnswer.REFUSED),
                Map.of(80, PortAnswer.ANSWERED));
    }

    @Override
    public Optional<String> announcementPort(TimeLimit limit) {
        return Optional.of("another (12)");
    }

    @Override
    public Drops drops() {
        return new Drops() {
            @Override
            public SearchCount startSearch() {
                calls.add("count");
                return new SearchCount(() -> calls.add("counted"), this::all);
            }

            @Override
            public Counting start() {
                return this::all;
            }

            private DroppedPackets all() {
                return new DroppedPackets(true, dropped, 0);
            }

            @Override
            public void measureNoise() {
                calls.add("noise");
            }

            @Override
            public void close() {
                calls.add("closed");
            }
        };
    }

    @Override
    public PortEvidence port(
            PortInquiry asked, Drops drops, Optional<OutsideHelper> helper, TimeLimit limit)
            throws InterruptedException {
        calls.add("port");
        inquiry = Optional.of(asked);
        return PORT;
    }
}
