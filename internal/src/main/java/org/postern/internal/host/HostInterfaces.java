// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;

/** Lists the network interfaces of this machine. */
public final class HostInterfaces {
    /** A machine with more is a host of containers, whose own links come first. */
    private static final int MOST = 256;

    private static final LinkKind KINDS = new LinkKind(LinkKind.SYSTEM_FOLDER);

    private HostInterfaces() {}

    /**
     * Those of now, without loopback, in the order of the system.
     *
     * @throws SocketException where the system does not tell
     */
    public static List<HostInterface> all() throws SocketException {
        List<HostInterface> found = new ArrayList<>();
        Enumeration<NetworkInterface> all = NetworkInterface.getNetworkInterfaces();
        while (all.hasMoreElements() && found.size() < MOST) {
            NetworkInterface each = all.nextElement();
            try {
                if (!each.isLoopback()) {
                    found.add(of(each));
                }
            } catch (SocketException e) {
                // It is gone meanwhile.
            }
        }
        return found;
    }

    static HostInterface of(NetworkInterface each) throws SocketException {
        List<InetAddress> addresses = new ArrayList<>();
        Enumeration<InetAddress> own = each.getInetAddresses();
        while (own.hasMoreElements()) {
            addresses.add(own.nextElement());
        }
        // The JDK asks for IFF_RUNNING as well, which Linux clears without a carrier.
        return new HostInterface(each.getName(), each.isUp(), KINDS.isTunnel(each), addresses);
    }
}
