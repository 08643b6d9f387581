// SPDX-License-Identifier: Apache-2.0
package org.postern.api.discovery;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where to search: on all usable network interfaces, or on one.
 *
 * @param networkInterface the only interface; empty for all usable ones
 * @param address the only local address of it; empty for all of them
 */
public record InterfaceChoice(
        Optional<NetworkInterface> networkInterface, Optional<InetAddress> address) {

    /** Text that the resolver takes for a literal, whatever follows. */
    private static final String IPV6 = "(?:[0-9a-fA-F]+|:):[0-9a-fA-F:.]*";

    /**
     * All usable interfaces.
     *
     * @return no restriction
     */
    public static InterfaceChoice any() {
        return new InterfaceChoice(Optional.empty(), Optional.empty());
    }

    /**
     * Finds the interface that a user named.
     *
     * @param nameOrAddress such as {@code eth0}, {@code 192.168.1.5} or {@code fe80::1}; empty for
     *     all
     * @return the interface as it is now
     * @throws GatewayException {@link Reason#INVALID_ARGUMENT} when there is none, with a sentence
     *     that lists those that exist
     */
    public static InterfaceChoice named(String nameOrAddress) throws GatewayException {
        if (nameOrAddress.isEmpty()) {
            return any();
        }
        try {
            Optional<NetworkInterface> named =
                    Optional.ofNullable(NetworkInterface.getByName(nameOrAddress));
            return named.isPresent()
                    ? new InterfaceChoice(named, Optional.empty())
                    : withAddress(nameOrAddress);
        } catch (SocketException e) {
            throw new GatewayException(
                    Reason.UNREACHABLE, "The network interfaces could not be listed.", e);
        }
    }

    /**
     * Whether the choice lets a search use an interface.
     *
     * @param candidate the interface
     * @return true when it is the chosen one, or all are
     */
    public boolean covers(NetworkInterface candidate) {
        // By name: equality would also compare addresses, which come and go.
        return networkInterface.isEmpty()
                || networkInterface.get().getName().equals(candidate.getName());
    }

    /**
     * Whether the choice lets a search use a local address.
     *
     * @param candidate the address
     * @return true when it is the chosen one, or none was chosen
     */
    public boolean covers(InetAddress candidate) {
        return address.isEmpty() || address.get().equals(candidate);
    }

    private static InterfaceChoice withAddress(String nameOrAddress)
            throws GatewayException, SocketException {
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : each.inetAddresses().toList()) {
                if (is(address, each, nameOrAddress)) {
                    return new InterfaceChoice(Optional.of(each), Optional.of(address));
                }
            }
        }
        throw new GatewayException(
                Reason.INVALID_ARGUMENT,
                "There is no network interface '"
                        + nameOrAddress
                        + "': use one of "
                        + existing()
                        + ".");
    }

    /** IPv4 is compared as text, because the resolver asks a name server for 999.1.1.1. */
    private static boolean is(InetAddress address, NetworkInterface holder, String text) {
        String[] parts = text.split("%", 2);
        if (address instanceof Inet4Address || !parts[0].matches(IPV6)) {
            return address.getHostAddress().equals(text);
        }
        try {
            // Every interface may have the same link-local address; only the scope tells them
            // apart.
            boolean scoped =
                    parts.length == 1
                            || parts[1].equals(holder.getName())
                            || parts[1].equals(String.valueOf(holder.getIndex()));
            byte[] wanted = InetAddress.getByName(parts[0]).getAddress();
            return scoped && Arrays.equals(address.getAddress(), wanted);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String existing() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .map(
                        each ->
                                each.inetAddresses()
                                        .map(InetAddress::getHostAddress)
                                        .collect(
                                                Collectors.joining(
                                                        ", ", each.getName() + " (", ")")))
                .collect(Collectors.joining(", "));
    }
}
