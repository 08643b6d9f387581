// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.paths;

import org.postern.api.discovery.InterfaceChoice;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The interfaces and addresses from which a multicast search is sent. */
public final class MulticastPaths {
    /** Container hosts have hundreds of interfaces, none of which leads to a router. */
    private static final int MOST_PATHS = 64;

    private final InterfaceChoice choice;
    private final boolean ipv6;
    private final int port;

    public MulticastPaths(InterfaceChoice choice, boolean ipv6, int port) {
        this.choice = choice;
        this.ipv6 = ipv6;
        this.port = port;
    }

    /** See {@link PathFinder#paths()}. */
    public List<NetworkPath> find() throws IOException {
        List<NetworkPath> paths = PathCollector.collect(candidates(), this::paths);
        if (paths.isEmpty()) {
            throw new IOException(nothingUsable());
        }
        return paths.subList(0, Math.min(paths.size(), MOST_PATHS));
    }

    private List<NetworkPath> paths(NetworkInterface on) throws IOException {
        boolean usable =
                usable(
                        choice.networkInterface().isPresent(),
                        on.isUp(),
                        on.isLoopback(),
                        on.supportsMulticast());
        if (!usable) {
            return List.of();
        }
        return ipv6 ? ipv6Paths(on) : ipv4Paths(on);
    }

    /**
     * Tunnels and point-to-point links are used when they support multicast. A chosen interface is
     * always used: Linux says that loopback does not support multicast, and yet it works.
     */
    static boolean usable(boolean chosen, boolean up, boolean loopback, boolean multicast) {
        return up && (chosen || !loopback && multicast);
    }

    /** Looked up by name, as the addresses of the chosen one may have changed since. */
    private List<NetworkInterface> candidates() throws SocketException {
        if (choice.networkInterface().isEmpty()) {
            return Collections.list(NetworkInterface.getNetworkInterfaces());
        }
        NetworkInterface chosen =
                NetworkInterface.getByName(choice.networkInterface().get().getName());
        return chosen == null ? List.of() : List.of(chosen);
    }

    /** All addresses: two networks may share one link, and routers answer only their own. */
    private List<NetworkPath> ipv4Paths(NetworkInterface on) throws IOException {
        List<NetworkPath> paths = new ArrayList<>();
        List<Destination> group = List.of(Destination.ipv4Group(port));
        for (InetAddress local : addresses(on, Inet4Address.class)) {
            paths.add(new NetworkPath(on, local, group));
        }
        return paths;
    }

    /**
     * One address per scope, as a machine has many. Beyond the link, the source address must be
     * reachable from there (RFC 6724 section 5, rule 2).
     */
    private List<NetworkPath> ipv6Paths(NetworkInterface on) throws IOException {
        List<InetAddress> all = addresses(on, Inet6Address.class);
        Optional<InetAddress> near =
                all.stream().filter(InetAddress::isLinkLocalAddress).findFirst();
        Optional<InetAddress> wide =
                all.stream().filter(each -> !each.isLinkLocalAddress()).findFirst();
        List<Destination> groups = Destination.ipv6Groups(on, port);
        if (near.isEmpty() || wide.isEmpty()) {
            return near.or(() -> wide).map(local -> new NetworkPath(on, local, groups)).stream()
                    .toList();
        }
        return List.of(
                new NetworkPath(on, near.get(), groups.subList(0, 1)),
                new NetworkPath(on, wide.get(), groups.subList(1, 2)));
    }

    private List<InetAddress> addresses(NetworkInterface on, Class<?> family) {
        List<InetAddress> addresses = new ArrayList<>();
        for (InetAddress each : Collections.list(on.getInetAddresses())) {
            if (family.isInstance(each) && choice.covers(each)) {
                addresses.add(each);
            }
        }
        return addresses;
    }

    private String nothingUsable() {
        String family = ipv6 ? "IPv6" : "IPv4";
        return choice.networkInterface()
                .map(
                        it ->
                                "The network interface "
                                        + it.getName()
                                        + " is down or has no "
                                        + family
                                        + choice.address()
                                                .map(only -> " address " + only.getHostAddress())
                                                .orElse(" address")
                                        + ".")
                .orElse(
                        "There is no usable network interface: none is up with multicast and an "
                                + family
                                + " address.");
    }
}
