// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.outside;

import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.CommonOptions;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.ListenPort;
import org.postern.shell.commands.internal.presentation.Quantities;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a helper listens, and where others find it. */
final class ListenAddress {
    static final String PORT = "port";

    /** Of a host with many, those that are shown. */
    private static final int MOST_SHOWN = 8;

    private static final Comparator<InetAddress> IPV4_FIRST =
            Comparator.comparing(address -> !(address instanceof Inet4Address));

    private ListenAddress() {}

    /** By the options; on all addresses unless they name one or its interface. */
    static InetSocketAddress of(Invocation invocation) throws CommandException, GatewayException {
        int port = ListenPort.of(invocation, PORT, HelperOption.DEFAULT_PORT);
        InterfaceChoice choice =
                InterfaceChoice.named(invocation.text(CommonOptions.INTERFACE, ""));
        Optional<InetAddress> address =
                choice.address().or(() -> choice.networkInterface().flatMap(ListenAddress::first));
        if (address.isEmpty() && choice.networkInterface().isPresent()) {
            throw new GatewayException(
                    Reason.INVALID_ARGUMENT,
                    "The interface "
                            + choice.networkInterface().get().getName()
                            + " has no address to listen on.");
        }
        return address.map(each -> new InetSocketAddress(each, port))
                .orElseGet(() -> new InetSocketAddress(port));
    }

    private static Optional<InetAddress> first(NetworkInterface each) {
        return each.inetAddresses().min(IPV4_FIRST);
    }

    /** The addresses under which others find it, where they can be listed. */
    static List<InetAddress> reachable(InetSocketAddress listening) {
        if (!listening.getAddress().isAnyLocalAddress()) {
            return List.of(listening.getAddress());
        }
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(each -> !each.isLoopbackAddress() && !each.isLinkLocalAddress())
                    .sorted(IPV4_FIRST)
                    .limit(MOST_SHOWN)
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    /** As they are written for {@code --helper}. */
    static Stream<String> urls(List<InetAddress> addresses, int port) {
        return addresses.stream().map(each -> "http://" + Quantities.endPoint(each, port));
    }
}
