// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.examination;

import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.doctor.OutsideHelper;
import org.postern.doctor.evidence.LocalMachine;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.internal.host.HostInterface;
import org.postern.doctor.internal.host.WayOut;
import org.postern.doctor.nexthop.DefaultGateway;
import org.postern.doctor.nexthop.UdpAnswers;
import org.postern.doctor.port.PortInquiry;
import org.postern.doctor.timing.TimeLimit;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be known where the user looks on loopback alone, as for a simulated router: that is the
 * whole network then, and the way out of it. Nothing is sent anywhere else.
 */
final class LoopbackCollectors implements EvidenceCollectors {
    private final NetworkInterface loopback;
    private final EvidenceCollectors system;

    /** Takes the chosen interface. */
    LoopbackCollectors(InterfaceChoice choice, EvidenceCollectors system) {
        this.loopback = choice.networkInterface().orElseThrow();
        this.system = system;
    }

    @Override
    public LocalMachine machine() {
        List<InetAddress> addresses = loopback.inetAddresses().toList();
        Optional<InetAddress> own =
                addresses.stream().filter(Inet4Address.class::isInstance).findFirst();
        return new LocalMachine(
                List.of(new HostInterface(loopback.getName(), true, false, addresses)),
                new WayOut(WayOut.State.LEAVES, own, loopback.getName(), false),
                Set.of(),
                List.of());
    }

    @Override
    public LocalMachine withFirewalls(LocalMachine machine) {
        return machine;
    }

    @Override
    public WayOut wayOut(LocalMachine machine, InetAddress own) {
        return machine.wayOut();
    }

    @Override
    public List<DefaultGateway> defaultGateways(List<HostInterface> interfaces) {
        return List.of();
    }

    @Override
    public Map<InetAddress, UdpAnswers> udp(List<InetAddress> gateways, TimeLimit limit) {
        return Map.of();
    }

    @Override
    public List<NextHop> nextHops(
            List<DefaultGateway> gateways, Map<InetAddress, UdpAnswers> udp, TimeLimit limit) {
        return List.of();
    }

    @Override
    public Optional<String> announcementPort(TimeLimit limit) {
        return Optional.empty();
    }

    @Override
    public Drops drops() {
        return Drops.NONE;
    }

    @Override
    public PortEvidence port(
            PortInquiry inquiry, Drops drops, Optional<OutsideHelper> helper, TimeLimit limit)
            throws InterruptedException {
        return system.port(inquiry, drops, helper, limit);
    }
}
