// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.postern.doctor.evidence.LocalMachine;
import org.postern.doctor.internal.address.AddressClass;
import org.postern.doctor.internal.address.AddressLiteral;
import org.postern.doctor.internal.host.HostInterface;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The interfaces by which this machine can be in a network with a router: not tunnels, and not the
 * bridges of its own containers and virtual machines, unless there are no others.
 */
final class UsableInterfaces {
    /** What virtual machines and containers call the host's side of their networks. */
    private static final List<String> VIRTUAL =
            List.of(
                    "docker",
                    "veth",
                    "virbr",
                    "vnet",
                    "vmnet",
                    "vboxnet",
                    "lxcbr",
                    "lxdbr",
                    "cni",
                    "flannel",
                    "cali",
                    "podman",
                    "kube-",
                    "vEthernet");

    private static final String DOCKER_NETWORK = "br-";

    /** Docker appends the first digits of the network's id. */
    private static final int ID_DIGITS = 12;

    private final List<HostInterface> all;
    private final List<HostInterface> usable;

    UsableInterfaces(LocalMachine machine) {
        all = machine.interfaces();
        List<HostInterface> ordinary =
                all.stream().filter(each -> !each.tunnel() && !isVirtual(each.name())).toList();
        usable = ordinary.isEmpty() ? all : ordinary;
    }

    private static boolean isVirtual(String name) {
        return VIRTUAL.stream().anyMatch(name::startsWith)
                || (name.startsWith(DOCKER_NETWORK)
                        && name.length() == DOCKER_NETWORK.length() + ID_DIGITS);
    }

    boolean anyUp() {
        return usable.stream().anyMatch(HostInterface::up);
    }

    /** Of all interfaces. */
    boolean anyTunnelUp() {
        return all.stream().anyMatch(each -> each.tunnel() && each.up());
    }

    /** The names of those that are down. */
    List<String> down() {
        return usable.stream().filter(each -> !each.up()).map(HostInterface::name).toList();
    }

    /** The names of those that are up. */
    List<String> up() {
        return usable.stream().filter(HostInterface::up).map(HostInterface::name).toList();
    }

    private Stream<InetAddress> addresses() {
        return usable.stream().filter(HostInterface::up).flatMap(each -> each.addresses().stream());
    }

    /** Whether there is an IPv4 address that somebody gave to this machine. */
    boolean haveIpv4() {
        return addresses()
                .filter(Inet4Address.class::isInstance)
                .map(AddressClass::of)
                // 192.0.0.0/29 stands on machines that reach IPv4 over IPv6 (RFC 7335).
                .anyMatch(
                        each ->
                                each.isAssignable()
                                        && each != AddressClass.LINK_LOCAL
                                        && each != AddressClass.DS_LITE);
    }

    /** The address that this machine gave itself (RFC 3927). */
    Optional<InetAddress> selfAssigned() {
        return addresses()
                .filter(Inet4Address.class::isInstance)
                .filter(InetAddress::isLinkLocalAddress)
                .findFirst();
    }

    /** An address of IPv6 that is valid beyond the link. */
    Optional<InetAddress> ipv6() {
        return addresses()
                .filter(Inet6Address.class::isInstance)
                .filter(each -> !each.isLinkLocalAddress())
                .findFirst();
    }

    /** Of all interfaces, tunnels and virtual ones too. */
    Optional<HostInterface> named(String name) {
        return all.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** Of all interfaces, that which has an address. */
    Optional<HostInterface> with(InetAddress address) {
        return all.stream().filter(each -> each.addresses().contains(address)).findFirst();
    }

    /** Of all interfaces, that which a user means: by its name, or by one of its addresses. */
    Optional<HostInterface> meant(String nameOrAddress) {
        Optional<HostInterface> named = named(nameOrAddress);
        return named.isPresent() ? named : AddressLiteral.parse(nameOrAddress).flatMap(this::with);
    }
}
