// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.presentation;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;

/** The addresses of this machine. */
public final class LocalAddresses {
    private final List<InetAddress> addresses;

    private LocalAddresses(List<InetAddress> addresses) {
        this.addresses = addresses;
    }

    public static LocalAddresses now() {
        try {
            return new LocalAddresses(
                    NetworkInterface.networkInterfaces()
                            .flatMap(NetworkInterface::inetAddresses)
                            .toList());
        } catch (SocketException e) {
            return new LocalAddresses(List.of());
        }
    }

    /** Ignores the scope of IPv6 addresses: routers do not know ours. */
    public boolean contain(InetAddress address) {
        return addresses.stream()
                .anyMatch(each -> Arrays.equals(each.getAddress(), address.getAddress()));
    }
}
