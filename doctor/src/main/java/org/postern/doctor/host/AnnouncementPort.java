// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.host;

import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.internal.host.KernelSocket;
import org.postern.doctor.internal.host.LinuxSockets;
import org.postern.doctor.timing.TimeLimit;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whether another program keeps UDP port 1900 to itself, so that announcements of devices are
 * not heard here. Searches do not need that port.
 */
public final class AnnouncementPort {
    private static final boolean LINUX = System.getProperty("os.name", "").equals("Linux");
    private static final String GROUP = "239.255.255.250";

    private AnnouncementPort() {}

    /**
     * Tries to share the port, for a moment, as listeners for announcements do.
     *
     * @param limit when it ends at the latest
     * @return empty where it can be shared; else the program's name and number, as {@code minidlnad
     *     (1234)}, or an empty text where these may not be read
     */
    public static Optional<String> keeper(TimeLimit limit) {
        return keeper(NextHop.SSDP, limit);
    }

    static Optional<String> keeper(int port, TimeLimit limit) {
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            // Only some systems bind to a group; there another program's unicast is not taken.
            channel.bind(
                    LINUX
                            ? new InetSocketAddress(InetAddress.getByName(GROUP), port)
                            : new InetSocketAddress(port));
            return Optional.empty();
        } catch (BindException e) {
            return Optional.of(LINUX ? owner(port, limit) : "");
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String owner(int port, TimeLimit limit) {
        Set<Long> inodes = new HashSet<>();
        try {
            for (KernelSocket each : LinuxSockets.udp()) {
                if (each.local().getPort() == port) {
                    inodes.add(each.inode());
                }
            }
        } catch (IOException e) {
            return "";
        }
        return new SocketOwner(Path.of("/proc")).find(inodes, limit).orElse("");
    }
}
