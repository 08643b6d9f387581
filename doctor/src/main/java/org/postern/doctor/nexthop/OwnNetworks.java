// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import org.postern.doctor.internal.address.AddressPrefix;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;

/** The networks that this machine is in. */
final class OwnNetworks {
    private OwnNetworks() {}

    /** Whether a host is in one of them, so that the system asks for it by ARP. */
    static boolean contain(InetAddress host) {
        try {
            for (NetworkInterface each :
                    Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (InterfaceAddress own : each.getInterfaceAddresses()) {
                    if (AddressPrefix.isShared(
                            own.getAddress(), host, own.getNetworkPrefixLength())) {
                        return true;
                    }
                }
            }
        } catch (SocketException e) {
            // Not known then.
        }
        return false;
    }
}
