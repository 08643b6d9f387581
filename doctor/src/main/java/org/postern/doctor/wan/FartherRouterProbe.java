// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wan;

import org.postern.doctor.evidence.PortAnswer;
import org.postern.doctor.evidence.Wan.FartherRouter;
import org.postern.doctor.internal.address.AddressClass;
import org.postern.doctor.internal.address.AddressPrefix;
import org.postern.doctor.nexthop.TcpProbe;
import org.postern.doctor.nexthop.UdpProbe;
import org.postern.doctor.timing.ParallelTasks;
import org.postern.doctor.timing.Task;
import org.postern.doctor.timing.TimeLimit;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the router beyond a gateway whose external address is a private one, E12, where routers
 * usually are in a network: at its first and its last address. Nothing is sent where the network
 * between the two is the provider's (RFC 6598).
 */
public final class FartherRouterProbe {
    private static final List<Byte> USUAL = List.of((byte) 1, (byte) 254);
    private static final int LAST = 3;
    private static final int PAGE = 80;
    private static final Duration TIME = Duration.ofMillis(1200);

    private FartherRouterProbe() {}

    /**
     * Looks, for 1.2 seconds at most.
     *
     * @param external the gateway's external address
     * @param gateway its address in the local network
     * @return empty where it is no private address (RFC 1918), and where nobody answers
     * @throws InterruptedException when the calling thread is interrupted
     */
    public static Optional<FartherRouter> look(
            InetAddress external, InetAddress gateway, ParallelTasks tasks, TimeLimit limit)
            throws InterruptedException {
        List<InetAddress> hosts = hosts(external);
        hosts.removeIf(each -> each.equals(gateway) || isInOwnNetwork(each));
        return hosts.isEmpty() ? Optional.empty() : look(hosts, tasks, limit);
    }

    /** Where it may be; none for all but private addresses. */
    static List<InetAddress> hosts(InetAddress external) {
        List<InetAddress> hosts = new ArrayList<>();
        if (!(external instanceof Inet4Address)
                || AddressClass.of(external) != AddressClass.PRIVATE) {
            return hosts;
        }
        for (byte each : USUAL) {
            byte[] address = external.getAddress();
            if (address[LAST] != each) {
                address[LAST] = each;
                hosts.add(of(address));
            }
        }
        return hosts;
    }

    private static InetAddress of(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address.", e);
        }
    }

    /** Two networks may have the same addresses: what is asked there is near, and not beyond. */
    private static boolean isInOwnNetwork(InetAddress host) {
        try {
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                for (InterfaceAddress own : each.getInterfaceAddresses()) {
                    if (AddressPrefix.isShared(
                            own.getAddress(), host, own.getNetworkPrefixLength())) {
                        return true;
                    }
                }
            }
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    private static Optional<FartherRouter> look(
            List<InetAddress> hosts, ParallelTasks tasks, TimeLimit limit)
            throws InterruptedException {
        TimeLimit asking = limit.atMost(TIME);
        Task<Set<InetAddress>> searching =
                tasks.start("The search beyond the gateway", () -> UdpProbe.search(hosts, asking));
        Task<Map<InetAddress, Map<Integer, PortAnswer>>> connecting =
                tasks.start(
                        "Connecting beyond the gateway",
                        () -> TcpProbe.connect(hosts, List.of(PAGE), asking));
        // Both end by themselves before that.
        TimeLimit end = limit.atMost(TIME.plus(TIME));
        Map<InetAddress, Map<Integer, PortAnswer>> pages = connecting.await(end).orElse(Map.of());
        return best(hosts, searching.await(end).orElse(Set.of()), pages);
    }

    /** One that answers searches first, then one with a page, then one that refuses to have any. */
    static Optional<FartherRouter> best(
            List<InetAddress> hosts,
            Set<InetAddress> devices,
            Map<InetAddress, Map<Integer, PortAnswer>> pages) {
        FartherRouter best = null;
        int bestRank = 0;
        for (InetAddress each : hosts) {
            PortAnswer met = pages.getOrDefault(each, Map.of()).get(PAGE);
            boolean upnp = devices.contains(each);
            boolean page = met == PortAnswer.ANSWERED;
            int rank = upnp ? 3 : page ? 2 : met == PortAnswer.REFUSED ? 1 : 0;
            if (rank > bestRank) {
                best = new FartherRouter(each, upnp, page);
                bestRank = rank;
            }
        }
        return Optional.ofNullable(best);
    }
}
