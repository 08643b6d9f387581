// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.examination;

import org.postern.api.doctor.OutsideHelper;
import org.postern.doctor.evidence.LocalMachine;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.host.AnnouncementPort;
import org.postern.doctor.host.MachineCollector;
import org.postern.doctor.internal.host.HostInterface;
import org.postern.doctor.internal.host.WayOut;
import org.postern.doctor.nexthop.DefaultGateway;
import org.postern.doctor.nexthop.DefaultGateways;
import org.postern.doctor.nexthop.Neighbours;
import org.postern.doctor.nexthop.NextHopCollector;
import org.postern.doctor.nexthop.UdpAnswers;
import org.postern.doctor.nexthop.UdpProbe;
import org.postern.doctor.port.PortCollector;
import org.postern.doctor.port.PortInquiry;
import org.postern.doctor.timing.TimeLimit;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The collectors of this system. */
final class SystemCollectors implements EvidenceCollectors {
    private final MachineCollector machine = MachineCollector.ofThisSystem();
    private final Neighbours neighbours = Neighbours.ofThisSystem();

    @Override
    public LocalMachine machine() {
        return machine.collect();
    }

    @Override
    public LocalMachine withFirewalls(LocalMachine known) {
        return machine.withFirewalls(known);
    }

    @Override
    public WayOut wayOut(LocalMachine known, InetAddress own) {
        return machine.wayOut(known, own);
    }

    @Override
    public List<DefaultGateway> defaultGateways(List<HostInterface> interfaces) {
        return DefaultGateways.ofThisSystem().find(interfaces);
    }

    @Override
    public Map<InetAddress, UdpAnswers> udp(List<InetAddress> gateways, TimeLimit limit) {
        return UdpProbe.ask(gateways, limit);
    }

    @Override
    public List<NextHop> nextHops(
            List<DefaultGateway> gateways, Map<InetAddress, UdpAnswers> udp, TimeLimit limit) {
        return new NextHopCollector(neighbours).collect(gateways, udp, limit);
    }

    @Override
    public Optional<String> announcementPort(TimeLimit limit) {
        return AnnouncementPort.keeper(limit);
    }

    @Override
    public Drops drops() {
        return Drops.ofThisSystem();
    }

    @Override
    public PortEvidence port(
            PortInquiry inquiry, Drops drops, Optional<OutsideHelper> helper, TimeLimit limit)
            throws InterruptedException {
        return new PortCollector(neighbours::look, helper).collect(inquiry, drops, limit);
    }
}
