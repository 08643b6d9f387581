// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;

/** This machine's addresses. */
final class LocalAddresses {
    private final List<InetAddress> addresses;

    private LocalAddresses(List<InetAddress> addresses) {
        this.addresses = addresses;
    }

    static LocalAddresses now() {
        try {
            return new LocalAddresses(
                    NetworkInterface.networkInterfaces()
                            .flatMap(NetworkInterface::inetAddresses)
                            .toList());
        } catch (SocketException e) {
            return new LocalAddresses(List.of());
        }
    }

    /** Compares without the scope of IPv6: routers do not know ours. */
    boolean contain(InetAddress address) {
        return addresses.stream()
                .anyMatch(each -> Arrays.equals(each.getAddress(), address.getAddress()));
    }
}
