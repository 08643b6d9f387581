// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.examination;

import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.nexthop.DefaultGateway;
import org.postern.doctor.nexthop.UdpAnswers;
import org.postern.doctor.timing.ParallelTasks;
import org.postern.doctor.timing.Task;
import org.postern.doctor.timing.TimeLimit;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What is known of the default gateways: at first what they answered over UDP, E5, and later who is
 * there, E4, and which of their ports are open, E6.
 */
final class DefaultGatewayTask {
    /** A gateway that keeps silent at a port is asked there twice. */
    private static final Duration UDP = Duration.ofMillis(400);

    /** An interrupted collector ends at once. */
    private static final Duration STOP = Duration.ofMillis(200);

    /** RFC 6886 section 3.5. */
    private static final int NETWORK_FAILURE = 3;

    private final Map<InetAddress, UdpAnswers> udp;
    private final List<NextHop> first;
    private final Task<List<NextHop>> rest;

    private DefaultGatewayTask(
            Map<InetAddress, UdpAnswers> udp, List<NextHop> first, Task<List<NextHop>> rest) {
        this.udp = udp;
        this.first = first;
        this.rest = rest;
    }

    /**
     * Asks over UDP, before anything else is sent, and then starts the rest.
     *
     * @throws InterruptedException when the calling thread is interrupted
     */
    static DefaultGatewayTask start(
            List<DefaultGateway> gateways,
            EvidenceCollectors collectors,
            ParallelTasks tasks,
            TimeLimit limit)
            throws InterruptedException {
        List<InetAddress> asked =
                gateways.stream()
                        .filter(each -> !each.tunnel())
                        .map(DefaultGateway::address)
                        .toList();
        Map<InetAddress, UdpAnswers> udp =
                tasks.start(
                                "Asking the default gateways over UDP",
                                () -> collectors.udp(asked, limit.atMost(UDP)))
                        .await(limit)
                        .orElse(Map.of());
        List<NextHop> first = new ArrayList<>();
        for (DefaultGateway each : gateways) {
            first.add(
                    new NextHop(
                            each.address(),
                            each.networkInterface(),
                            NextHop.Neighbour.NOT_MEASURED,
                            false,
                            udp.getOrDefault(each.address(), UdpAnswers.NONE).ports(),
                            Map.of()));
        }
        return new DefaultGatewayTask(
                udp,
                List.copyOf(first),
                tasks.start(
                        "Examining the default gateways",
                        () -> collectors.nextHops(gateways, udp, limit)));
    }

    /** What is known now. */
    List<NextHop> known() {
        return rest.result().orElse(first);
    }

    /** Whether there is nothing more to know. */
    boolean isOver() {
        return rest.isOver();
    }

    /** Waits for all that there is to know. */
    void await(TimeLimit limit) throws InterruptedException {
        rest.await(limit);
    }

    /** Leaves it at what is known by now. */
    void stop(TimeLimit limit) throws InterruptedException {
        if (!rest.isOver()) {
            rest.stop();
            rest.await(limit.atMost(STOP));
        }
    }

    /** Whether one of them has an address. */
    boolean isAt(InetAddress address) {
        return first.stream().anyMatch(each -> each.address().equals(address));
    }

    /** The names of the control protocols that they answered over. */
    Set<String> protocols() {
        Set<String> names = new LinkedHashSet<>();
        for (UdpAnswers each : udp.values()) {
            if (each.pcpResult().isPresent()) {
                names.add("pcp");
            }
            if (each.natPmpResult().isPresent()) {
                names.add("nat-pmp");
            }
        }
        return names;
    }

    /** Whether a gateway answered over NAT-PMP that it has no internet connection. */
    boolean isNetworkFailing(InetAddress gateway) {
        OptionalInt result = udp.getOrDefault(gateway, UdpAnswers.NONE).natPmpResult();
        return result.isPresent() && result.getAsInt() == NETWORK_FAILURE;
    }
}
