// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.host;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Memberships in the groups to which hosts of a home send without being asked: those of SSDP, mDNS,
 * LLMNR, and of the memberships themselves (RFC 3376 section 4.2.14). The kernel then gives what is
 * sent there to itself.
 */
final class JoinedGroups implements AutoCloseable {
    private static final List<String> GROUPS =
            List.of("239.255.255.250", "224.0.0.251", "224.0.0.252", "224.0.0.22");

    /** More than machines have networks; bridges of containers may be more. */
    private static final int MOST_INTERFACES = 16;

    private final List<DatagramChannel> channels = new ArrayList<>();

    private JoinedGroups() {}

    /** Joins on all interfaces of networks. */
    static JoinedGroups everywhere() {
        JoinedGroups groups = new JoinedGroups();
        try {
            for (NetworkInterface each :
                    Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (groups.channels.size() < MOST_INTERFACES && isInNetwork(each)) {
                    groups.join(each);
                }
            }
        } catch (IOException e) {
            log(e);
        }
        return groups;
    }

    static JoinedGroups on(NetworkInterface networkInterface) {
        JoinedGroups groups = new JoinedGroups();
        groups.join(networkInterface);
        return groups;
    }

    private static boolean isInNetwork(NetworkInterface each) throws IOException {
        return each.isUp()
                && !each.isLoopback()
                && !each.isPointToPoint()
                && each.supportsMulticast();
    }

    /** By one channel each, since the kernel allows few memberships of a socket. */
    private void join(NetworkInterface each) {
        try {
            DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
            channels.add(channel);
            channel.bind(new InetSocketAddress(0));
            for (String group : GROUPS) {
                channel.join(InetAddress.getByName(group), each);
            }
        } catch (IOException | IllegalArgumentException e) {
            // An interface without an address over IPv4, or one that is gone.
            log(e);
        }
    }

    private static void log(Exception failure) {
        System.getLogger(JoinedGroups.class.getName())
                .log(Level.DEBUG, "A multicast group could not be joined: " + failure + ".");
    }

    @Override
    public void close() {
        for (DatagramChannel each : channels) {
            try {
                each.close();
            } catch (IOException e) {
                log(e);
            }
        }
    }
}
