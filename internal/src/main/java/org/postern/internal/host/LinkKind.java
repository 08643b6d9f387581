// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import org.postern.internal.system.SystemFile;

import java.io.File;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;

/**
 * Tells tunnels from networks: by what the kernel says of an interface on Linux, by its name
 * elsewhere.
 */
final class LinkKind {
    static final String SYSTEM_FOLDER = "/sys/class/net";

    /** if_arp.h: PPP, IP in IP, IPv6 in IPv6, IPv6 in IPv4, GRE over both, none (tun, WireGuard). */
    private static final List<Integer> TUNNEL_TYPES = List.of(512, 768, 769, 776, 778, 823, 65_534);

    /** if.h: IFF_POINTOPOINT and IFF_NOARP: there are no neighbours. */
    private static final int NO_NEIGHBOURS = 0x10 | 0x80;

    /** Names that programs give to their tunnels, each followed by a number or a word. */
    private static final List<String> NAMES =
            List.of("tun", "tap", "wg", "ppp", "utun", "ipsec", "tailscale", "nordlynx", "zt");

    /** Words in the names for people that drivers of tunnels have on Windows. */
    private static final List<String> DRIVERS =
            List.of("tap-", "wintun", "wireguard", "tunnel", "vpn", "zerotier", "wan miniport");

    private final String folder;

    /** Takes the folder in which Linux has one of each interface. */
    LinkKind(String folder) {
        this.folder = folder;
    }

    boolean isTunnel(NetworkInterface each) {
        return isTunnel(
                each.getName(), each.getDisplayName(), each.getIndex(), isPointToPoint(each));
    }

    /** Takes the name for programs, the name for people, the number and the flag of the system. */
    boolean isTunnel(String name, String displayName, int index, boolean pointToPoint) {
        File link = new File(folder, name);
        // A program that entered another network namespace may see the folder of its former one.
        if (number(link, "ifindex") != index) {
            return pointToPoint || hasTunnelName(name, displayName);
        }
        // A modem has no neighbours either; it is hardware, which a tunnel is not.
        return !new File(link, "device").exists()
                && (new File(link, "tun_flags").exists()
                        || TUNNEL_TYPES.contains(number(link, "type"))
                        || (number(link, "flags") & NO_NEIGHBOURS) != 0);
    }

    private static boolean hasTunnelName(String name, String displayName) {
        for (String each : NAMES) {
            if (name.startsWith(each)) {
                return true;
            }
        }
        String driver = displayName.toLowerCase(Locale.ROOT);
        for (String each : DRIVERS) {
            if (driver.contains(each)) {
                return true;
            }
        }
        return false;
    }

    private static int number(File link, String file) {
        return SystemFile.number(new File(link, file).getPath());
    }

    private static boolean isPointToPoint(NetworkInterface each) {
        try {
            return each.isPointToPoint();
        } catch (SocketException e) {
            return false;
        }
    }
}
