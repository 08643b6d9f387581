// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.mapping;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/** Which addresses are this machine's. */
public final class OwnAddresses {
    private OwnAddresses() {}

    /**
     * Whether a mapping to an address leads to this machine.
     *
     * @param address the client of a mapping
     * @param seen this machine's address as the gateway sees it
     */
    public static boolean include(InetAddress address, InetAddress seen) {
        if (address.equals(seen)) {
            return true;
        }
        try {
            // A loopback address is the router's own, unless the router is on this machine.
            return !address.isLoopbackAddress()
                    && !address.isAnyLocalAddress()
                    && NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
