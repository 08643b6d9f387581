// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The interface of the simulated router's LAN side, where multicast is joined, and the IPv4 address
 * for HTTP and SSDP. IPv6 addresses are in order of scope, the widest first; there are none on
 * loopback, where IPv6 multicast does not work.
 */
public record LanInterface(
        NetworkInterface networkInterface,
        Inet4Address address,
        int prefixLength,
        List<Inet6Address> ipv6Addresses) {

    /**
     * Finds an interface that is up and has an IPv4 address, by its name or an address of it, such
     * as lo, eth0 or 192.168.1.5; any address of 127.0.0.0/8 counts as one of the loopback
     * interface, so that several routers can run there. For an unknown one, the failure's sentence
     * lists the usable interfaces.
     */
    public static LanInterface find(String nameOrAddress) throws IOException {
        Optional<InetAddress> literal = Addresses.literal(nameOrAddress);
        for (NetworkInterface candidate : usable()) {
            if (candidate.getName().equals(nameOrAddress)
                    || literal.filter(address -> has(candidate, address)).isPresent()) {
                return of(candidate, literal);
            }
        }
        throw new UnknownInterfaceException(
                "There is no usable network interface \""
                        + Addresses.printable(nameOrAddress)
                        + "\". Those with an IPv4 address are: "
                        + names()
                        + ".");
    }

    public boolean loopback() {
        return address.isLoopbackAddress();
    }

    /** Where clients ask for pinholes: on loopback {@code ::1}, else its IPv6 addresses. */
    public List<Inet6Address> ipv6Servers() {
        return loopback()
                ? Addresses.literal("::1").map(Inet6Address.class::cast).stream().toList()
                : ipv6Addresses;
    }

    /** Whether a host can be reached on this interface without a router. */
    public boolean onLink(Inet4Address other) {
        int mask = prefixLength == 0 ? 0 : -1 << (Integer.SIZE - prefixLength);
        return (Addresses.bits(other) & mask) == (Addresses.bits(address) & mask);
    }

    private static String names() throws SocketException {
        return usable().stream()
                .map(i -> i.getName() + " (" + ipv4(i).orElseThrow().getHostAddress() + ")")
                .collect(Collectors.joining(", "));
    }

    private static List<NetworkInterface> usable() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .filter(candidate -> isUp(candidate) && ipv4(candidate).isPresent())
                .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
                .toList();
    }

    private static boolean has(NetworkInterface candidate, InetAddress address) {
        return Collections.list(candidate.getInetAddresses()).stream()
                        .anyMatch(own -> Addresses.same(own, address))
                || (address instanceof Inet4Address
                        && address.isLoopbackAddress()
                        && ipv4(candidate).filter(InetAddress::isLoopbackAddress).isPresent());
    }

    private static LanInterface of(NetworkInterface found, Optional<InetAddress> asked) {
        Inet4Address address =
                asked.filter(Inet4Address.class::isInstance)
                        .map(Inet4Address.class::cast)
                        .orElseGet(() -> ipv4(found).orElseThrow());
        int prefix =
                found.getInterfaceAddresses().stream()
                        .filter(a -> a.getAddress().equals(address))
                        .mapToInt(InterfaceAddress::getNetworkPrefixLength)
                        .findFirst()
                        .orElse(8);
        return new LanInterface(found, address, prefix, ipv6(found, address));
    }

    private static List<Inet6Address> ipv6(NetworkInterface found, Inet4Address address) {
        if (address.isLoopbackAddress()) {
            return List.of();
        }
        return Collections.list(found.getInetAddresses()).stream()
                .filter(Inet6Address.class::isInstance)
                .map(Inet6Address.class::cast)
                .sorted(Comparator.comparing(Inet6Address::isLinkLocalAddress))
                .toList();
    }

    private static Optional<Inet4Address> ipv4(NetworkInterface candidate) {
        return Collections.list(candidate.getInetAddresses()).stream()
                .filter(Inet4Address.class::isInstance)
                .map(Inet4Address.class::cast)
                .findFirst();
    }

    private static boolean isUp(NetworkInterface candidate) {
        try {
            return candidate.isUp();
        } catch (SocketException gone) {
            return false;
        }
    }
}
