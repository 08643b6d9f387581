// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.examination;

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

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects what is known of this machine and of its network, but for what services tell. Each call
 * blocks, ends at its limit, and on interrupt at once. Safe for several threads.
 */
interface EvidenceCollectors {
    /** This machine, but for its firewalls: a matter of milliseconds on most systems. */
    LocalMachine machine();

    /** The same machine with its firewalls. */
    LocalMachine withFirewalls(LocalMachine machine);

    /** How what the machine answers from one of its addresses leaves it. */
    WayOut wayOut(LocalMachine machine, InetAddress own);

    List<DefaultGateway> defaultGateways(List<HostInterface> interfaces);

    Map<InetAddress, UdpAnswers> udp(List<InetAddress> gateways, TimeLimit limit);

    List<NextHop> nextHops(
            List<DefaultGateway> gateways, Map<InetAddress, UdpAnswers> udp, TimeLimit limit);

    /** The program that keeps the port of announcements to itself. */
    Optional<String> announcementPort(TimeLimit limit);

    Drops drops();

    PortEvidence port(
            PortInquiry inquiry, Drops drops, Optional<OutsideHelper> helper, TimeLimit limit)
            throws InterruptedException;
}
