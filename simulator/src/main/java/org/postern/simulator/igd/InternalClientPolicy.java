// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import org.postern.simulator.net.LanInterface;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Which internal clients may be forwarded to. On a real network, only hosts of that network:
 * otherwise anybody there could reach this machine's loopback services, or any other host, through
 * the router.
 */
public final class InternalClientPolicy {
    private final LanInterface lan;
    private final InetAddress wan;

    public InternalClientPolicy(LanInterface lan, InetAddress wan) {
        this.lan = lan;
        this.wan = wan;
    }

    /** Whether this mapping may be made. */
    public boolean permits(Inet4Address client, int internalPort, int externalPort) {
        if (client.isAnyLocalAddress() || client.isMulticastAddress()) {
            return false;
        }
        if (client.equals(wan) && internalPort == externalPort) {
            return false;
        }
        return lan.loopback() || (!client.isLoopbackAddress() && lan.onLink(client));
    }
}
